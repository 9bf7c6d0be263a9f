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
 * Leaves whoever takes changes alone: as long as he has asked for, and between tries while he is
 * away. It holds for all workers, as neither is about one change: one of them tries, and the others
 * are refused until that has gone well.
 */
final class Rest {
  /** A receiver that asks for a year has made a mistake. */
  private static final Duration LONGEST_ASKED = Duration.ofMinutes(5);

  /** What one change waits at least before its next try: with one worker nothing is refused. */
  private static final Duration FIRST = DeliveryPolicy.FIRST_PAUSE.dividedBy(2);

  private static final Duration LONGEST = DeliveryPolicy.LONGEST_PAUSE.dividedBy(2);

  /** Who comes back may fail for a while, and that says nothing of a change. */
  private static final Duration COMING_BACK = Duration.ofMinutes(2);

  private final InstantSource clock;
  private Instant asked = Instant.MIN;
  private Instant away = Instant.MIN;
  private Instant until = Instant.MIN;
  private Duration pause = Duration.ZERO;
  private boolean probing;

  /** Something that the receiver takes, or not. */
  @FunctionalInterface
  interface Try {
    void make() throws InterruptedException;
  }

  Rest(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Makes a try, unless it is too early for one.
   *
   * @param to the receiver
   * @throws Undelivered when nothing was taken
   */
  void during(String to, Try one) throws InterruptedException {
    boolean probe = begin(to);
    try {
      one.make();
      answered();
    } catch (Undelivered.Later later) {
      throw wentAway() ? told(to, later) : new Undelivered.Resting(to, "it is away", later);
    } catch (Undelivered other) {
      throw answered() && other instanceof Undelivered.Failed
          ? new Undelivered.Later(to, other.explanation().why(), other)
          : other;
    } finally {
      if (probe) {
        end();
      }
    }
  }

  /** True when the others wait for how this try goes. */
  private synchronized boolean begin(String to) {
    Instant now = clock.instant();
    if (probing || now.isBefore(until) || now.isBefore(asked)) {
      throw new Undelivered.Resting(to, "it is away, or asked to wait", null);
    }
    probing = !pause.isZero();
    return probing;
  }

  private synchronized void end() {
    probing = false;
  }

  /** Returns true when it was away, or left alone, not long ago. */
  private synchronized boolean answered() {
    pause = Duration.ZERO;
    Instant last = asked.isAfter(away) ? asked : away;
    return clock.instant().isBefore(last.plus(COMING_BACK));
  }

  /** Begins a rest; false when another try has just begun it. */
  private synchronized boolean wentAway() {
    Instant now = clock.instant();
    away = now;
    if (now.isBefore(until)) {
      return false;
    }
    Duration twice = pause.multipliedBy(2);
    pause = pause.isZero() ? FIRST : twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
    until = now.plus(pause);
    return true;
  }

  /** With the time that was asked for, as nothing more is told of until then. */
  private synchronized Undelivered.Later told(String to, Undelivered.Later later) {
    return clock.instant().isBefore(asked)
        ? new Undelivered.Later(
            to,
            later.explanation().why()
                + ", and asked to wait until "
                + asked.truncatedTo(ChronoUnit.SECONDS),
            later)
        : later;
  }

  /**
   * Somebody asks to be left alone. One that was asked for before is not made shorter.
   *
   * @param retryAfter seconds, or a date; anything else asks for nothing
   */
  synchronized void asked(String retryAfter) {
    Instant now = clock.instant();
    Instant end = end(retryAfter.strip(), now);
    Instant latest = now.plus(LONGEST_ASKED);
    if (end != null && end.isAfter(asked)) {
      asked = end.isAfter(latest) ? latest : end;
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
}
