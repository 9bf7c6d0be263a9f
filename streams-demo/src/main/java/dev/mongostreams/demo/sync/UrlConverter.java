package dev.mongostreams.demo.sync;

import dev.mongostreams.demo.postgres.PostgresUrl;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads where a PostgreSQL is. Repeats nothing of it, as it may have a password. */
final class UrlConverter implements ITypeConverter<PostgresUrl> {
  @Override
  public PostgresUrl convert(String text) {
    try {
      return PostgresUrl.parse(text);
    } catch (IllegalArgumentException malformed) {
      throw new TypeConversionException(malformed.getMessage());
    }
  }
}
