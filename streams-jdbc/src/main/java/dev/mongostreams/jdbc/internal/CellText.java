package dev.mongostreams.jdbc.internal;

import dev.mongostreams.jdbc.SqlType;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import org.bson.BsonBinarySubType;
import org.bson.BsonDocument;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;

/** Writes BSON values in the words that PostgreSQL reads. */
final class CellText {
  private static final JsonWriterSettings RELAXED =
      JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

  private static final Instant FIRST_PLAIN = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant END_PLAIN = Instant.parse("9999-12-31T23:59:59.999Z");

  /** A leap year: each day that there is has a place in it. */
  private static final int ANY_YEAR = 2000;

  /** A value alone is no JSON document, so it is written as the one field of one. */
  private static final String BEFORE = "{\"v\": ";

  private static final String AFTER = "}";

  private CellText() {}

  /**
   * Writes a value so that PostgreSQL reads it as that type.
   *
   * @return the text, or null for NULL
   * @throws IllegalArgumentException when the type takes no such value; the message is a clause
   */
  static @Nullable String of(SqlType type, @Nullable BsonValue value) {
    return value == null || value.isNull() || value.getBsonType() == BsonType.UNDEFINED
        ? null
        : there(type, value);
  }

  private static String there(SqlType type, BsonValue value) {
    return switch (type) {
      case TEXT -> text(value);
      case BIGINT, INTEGER -> whole(type, value);
      case DOUBLE, NUMERIC -> number(type, value);
      case BOOLEAN ->
          value.isBoolean() ? Boolean.toString(value.asBoolean().getValue()) : unfit(type, value);
      case TIMESTAMPTZ -> time(value);
      case UUID -> uuid(value);
      case BYTEA ->
          value.isBinary()
              ? "\\x" + HexFormat.of().formatHex(value.asBinary().getData())
              : unfit(type, value);
      case JSONB -> json(value);
    };
  }

  /** Relaxed extended JSON. */
  static String json(BsonValue value) {
    if (value instanceof BsonDocument document) {
      return document.toJson(RELAXED);
    }
    String wrapped = new BsonDocument("v", value).toJson(RELAXED);
    return wrapped.substring(BEFORE.length(), wrapped.length() - AFTER.length());
  }

  private static String text(BsonValue value) {
    return switch (value.getBsonType()) {
      case STRING -> value.asString().getValue();
      case OBJECT_ID -> value.asObjectId().getValue().toHexString();
      case BOOLEAN -> Boolean.toString(value.asBoolean().getValue());
      case INT32, INT64, DOUBLE, DECIMAL128 -> NumberText.of(value);
      case DATE_TIME -> Instant.ofEpochMilli(value.asDateTime().getValue()).toString();
      default -> json(value);
    };
  }

  private static String whole(SqlType type, BsonValue value) {
    return value.isNumber() || value.isDecimal128()
        ? NumberText.whole(value)
            .orElseThrow(() -> new IllegalArgumentException(rule(type, "a number with a fraction")))
        : unfit(type, value);
  }

  private static String number(SqlType type, BsonValue value) {
    return value.isNumber() || value.isDecimal128() ? NumberText.of(value) : unfit(type, value);
  }

  private static String uuid(BsonValue value) {
    if (value.isString()) {
      return value.asString().getValue();
    }
    boolean standard =
        value.isBinary()
            && value.asBinary().getType() == BsonBinarySubType.UUID_STANDARD.getValue();
    return standard ? value.asBinary().asUuid().toString() : unfit(SqlType.UUID, value);
  }

  private static String time(BsonValue value) {
    return switch (value.getBsonType()) {
      case DATE_TIME -> time(Instant.ofEpochMilli(value.asDateTime().getValue()));
      case TIMESTAMP ->
          time(Instant.ofEpochSecond(Integer.toUnsignedLong(value.asTimestamp().getTime())));
      default -> unfit(SqlType.TIMESTAMPTZ, value);
    };
  }

  /** As ISO 8601 has it, but for the years, which PostgreSQL counts without signs and zero. */
  private static String time(Instant instant) {
    if (!instant.isBefore(FIRST_PLAIN) && !instant.isAfter(END_PLAIN)) {
      return instant.toString();
    }
    LocalDateTime at = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    int year = at.getYear();
    String counted = String.format(Locale.ROOT, "%04d", year > 0 ? year : 1 - year);
    String rest = at.withYear(ANY_YEAR).toString().substring(4);
    return counted + rest + "Z" + (year > 0 ? "" : " BC");
  }

  private static String unfit(SqlType type, BsonValue value) {
    throw new IllegalArgumentException(
        rule(type, "a " + value.getBsonType().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
  }

  private static String rule(SqlType type, String kind) {
    return "it holds " + kind + ", and the column is of type " + type.sql();
  }
}
