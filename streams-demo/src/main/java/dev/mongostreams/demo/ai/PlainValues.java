package dev.mongostreams.demo.ai;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/**
 * Documents as maps of plain values, the same whichever backend has stored them. JSON keeps no kind
 * of a number but its value, so whole numbers are an Integer, or a Long where they need it, and
 * others a Double.
 */
final class PlainValues {
  private static final JsonWriterSettings RELAXED =
      JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

  /** A string, or a whole number that may be too large for a long. */
  private static final Pattern LARGE =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|-?\\d{19,}+(?![.eE])");

  private static final int LONG_BITS = 63;

  private PlainValues() {}

  static Map<String, Object> of(Map<String, Object> document) {
    Map<String, Object> fields = new LinkedHashMap<>();
    document.forEach((name, value) -> fields.put(name, plain(value)));
    return Collections.unmodifiableMap(fields);
  }

  static Map<String, Object> ofJson(String json) {
    return of(Document.parse(LARGE.matcher(json).replaceAll(PlainValues::readable)));
  }

  static String json(Map<String, Object> fields) {
    return new Document(fields).toJson(RELAXED);
  }

  /** BSON's reader refuses whole numbers beyond a long, and takes the same as a double. */
  private static String readable(MatchResult found) {
    String text = found.group();
    boolean large = text.charAt(0) != '"' && new BigInteger(text).bitLength() > LONG_BITS;
    return Matcher.quoteReplacement(large ? text + ".0" : text);
  }

  private static Object plain(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> fields = new LinkedHashMap<>();
      map.forEach((name, inner) -> fields.put(String.valueOf(name), plain(inner)));
      return Collections.unmodifiableMap(fields);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(PlainValues::plain).toList();
    }
    return value instanceof Integer || value instanceof Long || value instanceof Double
        ? number((Number) value)
        : value;
  }

  private static Object number(Number value) {
    double real = value.doubleValue();
    if (Double.isNaN(real) || Double.isInfinite(real)) {
      return value;
    }
    try {
      // By its digits, as those are what JSON has.
      long whole = new BigDecimal(value.toString()).longValueExact();
      return (int) whole == whole ? (Object) (int) whole : (Object) whole;
    } catch (ArithmeticException fractionOrTooLarge) {
      return real;
    }
  }
}
