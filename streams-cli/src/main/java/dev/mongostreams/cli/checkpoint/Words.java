package dev.mongostreams.cli.checkpoint;

import dev.mongostreams.ResumeToken;
import dev.mongostreams.StartPosition;
import java.time.Duration;
import java.time.Instant;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/** Positions and times for people. */
public final class Words {
  private Words() {}

  static String position(StartPosition position) {
    if (position instanceof StartPosition.After after) {
      return "after " + after.token();
    }
    if (position instanceof StartPosition.StartAfter after) {
      return "start after " + after.token();
    }
    return position instanceof StartPosition.AtTime at ? "at " + time(at.time()) : "now";
  }

  /**
   * Tells a time of the server.
   *
   * @param time may be unknown
   * @return as an instant, and as the server writes it
   */
  public static String time(@Nullable BsonTimestamp time) {
    return time == null
        ? "unknown"
        : instant(time)
            + " ("
            + seconds(time)
            + ":"
            + Integer.toUnsignedString(time.getInc())
            + ")";
  }

  static String age(@Nullable BsonTimestamp time, Instant now) {
    return time == null ? "unknown" : duration(Duration.between(instant(time), now));
  }

  private static Instant instant(BsonTimestamp time) {
    return Instant.ofEpochSecond(seconds(time));
  }

  static long seconds(BsonTimestamp time) {
    return Integer.toUnsignedLong(time.getTime());
  }

  /**
   * Tells a length of time.
   *
   * @param duration may be negative
   * @return its two largest units that are not zero
   */
  public static String duration(Duration duration) {
    Duration length = duration.abs();
    String sign = duration.isNegative() ? "-" : "";
    if (length.toDays() > 0) {
      return sign + length.toDays() + " d " + length.toHoursPart() + " h";
    }
    if (length.toHours() > 0) {
      return sign + length.toHours() + " h " + length.toMinutesPart() + " min";
    }
    return length.toMinutes() > 0
        ? sign + length.toMinutes() + " min " + length.toSecondsPart() + " s"
        : sign + length.toSeconds() + " s";
  }

  static String kind(ResumeToken.Kind kind) {
    return switch (kind) {
      case EVENT -> "a change";
      case INVALIDATE -> "the end of a stream; go on with --start-after, not with --resume-after";
      case HIGH_WATER_MARK -> "no change: how far the server had looked";
      case UNKNOWN -> "unknown";
    };
  }
}
