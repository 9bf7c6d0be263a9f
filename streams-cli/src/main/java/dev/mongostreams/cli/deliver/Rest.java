package dev.mongostreams.cli.deliver;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long a receiver has asked to be left alone. It holds for all workers, as it does not ask for
 * one change.
 */
final class Rest {
  /** A receiver that asks for a year has made a mistake. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final InstantSource clock;
  private volatile Instant until = Instant.MIN;

  Rest(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Begins one.
   *
   * @param retryAfter seconds, or a date; anything else asks for nothing
   */
  void asked(String retryAfter) {
    Instant now = clock.instant();
    Instant end = end(retryAfter.strip(), now);
    if (end != null) {
      Instant latest = now.plus(LONGEST);
      until = end.isAfter(latest) ? latest : end;
    }
  }

  private static @Nullable Instant end(String text, Instant now) {
    if (text.matches("[0-9]{1,9}")) {
      return now.plusSeconds(Long.parseLong(text));
    }
    try {
      return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException neither) {
      return null;
    }
  }

  /** Refuses to disturb it before its time. */
  void check(String to) {
    Instant end = until;
    if (clock.instant().isBefore(end)) {
      throw new Undelivered.Later(
          to, "it asked to wait until " + end.truncatedTo(ChronoUnit.SECONDS), null);
    }
  }
}
