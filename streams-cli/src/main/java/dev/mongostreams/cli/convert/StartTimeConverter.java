package dev.mongostreams.cli.convert;

import dev.mongostreams.StartPosition;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.BsonTimestamp;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time of day with its zone, or a cluster time as seconds and increment. */
public final class StartTimeConverter implements ITypeConverter<StartPosition> {
  private static final Pattern CLUSTER_TIME = Pattern.compile("([0-9]{1,10}):([0-9]{1,9})");

  @Override
  public StartPosition convert(String text) {
    Matcher clusterTime = CLUSTER_TIME.matcher(text);
    if (clusterTime.matches()) {
      long seconds = Long.parseLong(clusterTime.group(1));
      if (seconds > 0xFFFF_FFFFL) {
        throw new TypeConversionException(
            "\"" + text + "\" is not a cluster time: its seconds lie beyond the year 2106.");
      }
      return StartPosition.at(
          new BsonTimestamp((int) seconds, Integer.parseInt(clusterTime.group(2))));
    }
    try {
      return StartPosition.at(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException malformed) {
      throw new TypeConversionException(
          "\""
              + text
              + "\" is not a time. Write it with its zone, as 2026-11-23T07:00:00Z, or as a cluster time,"
              + " as 1795417200:1.");
    }
  }
}
