package dev.mongostreams.demo.dashboard;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** Writes values for people, on one short line. */
final class FieldText {
  private static final int LONGEST = 200;

  private FieldText() {}

  /** A text or number as it is; the only field of a document as its value; all else by name. */
  static String of(BsonValue value) {
    if (value.isDocument() && value.asDocument().size() == 1) {
      return shortened(plain(value.asDocument().values().iterator().next()));
    }
    return value.isDocument() ? of(value.asDocument(), Set.of()) : shortened(plain(value));
  }

  /** Fields with their names, without dates and those left out. */
  static String of(BsonDocument document, Set<String> leftOut) {
    return shortened(
        document.entrySet().stream()
            .filter(field -> !leftOut.contains(field.getKey()) && !field.getValue().isDateTime())
            .map(FieldText::named)
            .collect(Collectors.joining(", ")));
  }

  private static String named(Map.Entry<String, BsonValue> field) {
    return field.getKey() + ": " + plain(field.getValue());
  }

  private static String plain(BsonValue value) {
    return switch (value.getBsonType()) {
      case STRING -> value.asString().getValue();
      case INT32, INT64 -> String.valueOf(value.asNumber().longValue());
      case DOUBLE -> String.valueOf(value.asDouble().getValue());
      case BOOLEAN -> String.valueOf(value.asBoolean().getValue());
      case OBJECT_ID -> value.asObjectId().getValue().toHexString();
      case DOCUMENT -> value.asDocument().toJson(EventRows.PLAIN);
      default -> inDocument(value);
    };
  }

  /** Only documents can be written as JSON by themselves. */
  private static String inDocument(BsonValue value) {
    String json = new BsonDocument("v", value).toJson(EventRows.PLAIN);
    return json.substring(json.indexOf(':') + 2, json.length() - 1);
  }

  /** Never cuts a pair of surrogates in two: half of one is no text. */
  private static String shortened(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
    return text.substring(0, end) + "\u2026";
  }
}
