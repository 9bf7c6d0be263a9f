package dev.mongostreams.jdbc;

/**
 * The type of a column, and which BSON values it takes. A value of another kind fails the change,
 * as does one that is out of the range of the type; a field that is missing, null or undefined is
 * NULL.
 */
public enum SqlType {
  /**
   * Strings as they are, but for the character NUL, which PostgreSQL cannot keep; object ids as 24
   * hexadecimal digits, numbers and truth values as they are written, dates in ISO 8601, anything
   * else as relaxed extended JSON.
   */
  TEXT("text"),
  /** Whole numbers of 64 bits; also doubles and decimals that are whole. */
  BIGINT("bigint"),
  /** Whole numbers of 32 bits; also others that are whole and in range. */
  INTEGER("integer"),
  /** Numbers, as doubles; NaN and the infinities too. */
  DOUBLE("double precision"),
  /** Numbers, exactly; NaN and the infinities too. */
  NUMERIC("numeric"),
  /** Truth values. */
  BOOLEAN("boolean"),
  /** Dates, to the millisecond; and timestamps, to the second. */
  TIMESTAMPTZ("timestamp with time zone"),
  /** Binary values of subtype 4; and strings in the usual form. */
  UUID("uuid"),
  /** Binary values. */
  BYTEA("bytea"),
  /**
   * Any value, as relaxed extended JSON: numbers that JSON has are plain, dates are {@code
   * {"$date": "2026-11-23T07:00:00Z"}}, NaN is {@code {"$numberDouble": "NaN"}}. PostgreSQL keeps
   * neither the order of fields nor the zero with a minus, and refuses the character NUL.
   */
  JSONB("jsonb");

  private final String sql;

  SqlType(String sql) {
    this.sql = sql;
  }

  /**
   * Returns what PostgreSQL calls it.
   *
   * @return the name of the type, as it stands in statements
   */
  public String sql() {
    return sql;
  }
}
