package dev.mongostreams.jdbc.internal;

import dev.mongostreams.jdbc.SqlType;
import java.util.regex.Pattern;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/**
 * Writes the {@code _id} of a document. As text no two different ones are written alike: a string
 * that looks like a number, an object id or JSON is put in quotes.
 */
final class KeyText {
  private static final Pattern LOOKS_OTHERWISE =
      Pattern.compile(
          "[0-9a-f]{24}|-?[0-9]+(?:\\.[0-9]+)?(?:E[+-]?[0-9]+)?|NaN|-?Infinity|true|false|null"
              + "|[\"{\\[].*",
          Pattern.DOTALL);

  private static final JsonWriterSettings EXACT =
      JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();

  private static final String BEFORE = "{\"v\": ";
  private static final String AFTER = "}";

  private KeyText() {}

  /**
   * Writes it as the key column wants it.
   *
   * @throws IllegalArgumentException when the type takes no such value; the message is a clause
   */
  static String of(SqlType type, BsonValue id) {
    if (type == SqlType.TEXT) {
      return text(id);
    }
    String text = CellText.of(type, id);
    if (text == null) {
      throw new IllegalArgumentException("it holds null, and the column is the key");
    }
    return text;
  }

  private static String text(BsonValue id) {
    return switch (id.getBsonType()) {
      case OBJECT_ID -> id.asObjectId().getValue().toHexString();
      case INT32, INT64, DOUBLE, DECIMAL128 -> NumberText.of(id);
      case BOOLEAN -> Boolean.toString(id.asBoolean().getValue());
      case STRING -> text(id.asString());
      default -> json(id);
    };
  }

  private static String text(BsonString id) {
    String plain = id.getValue();
    return LOOKS_OTHERWISE.matcher(plain).matches() ? json(id) : plain;
  }

  private static String json(BsonValue id) {
    String wrapped = new BsonDocument("v", id).toJson(EXACT);
    return wrapped.substring(BEFORE.length(), wrapped.length() - AFTER.length());
  }
}
