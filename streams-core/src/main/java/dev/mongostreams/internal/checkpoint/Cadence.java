package dev.mongostreams.internal.checkpoint;

import java.time.Duration;

/**
 * How often a position is saved.
 *
 * @param every time between two saves while events are handled
 * @param events handled events after which it is saved sooner
 */
public record Cadence(Duration every, int events) {
  /** A second, or 1,000 events. */
  public static final Cadence DEFAULT = new Cadence(Duration.ofSeconds(1), 1_000);

  /** An idle stream moves its position too, or it would fall out of the history; slower will do. */
  private static final Duration IDLE = Duration.ofSeconds(10);

  /** Time between two saves while only the position moves. */
  Duration whenIdle() {
    return every.compareTo(IDLE) > 0 ? every : IDLE;
  }
}
