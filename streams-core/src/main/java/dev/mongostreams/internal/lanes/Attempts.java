package dev.mongostreams.internal.lanes;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.failure.FailurePolicy;
import dev.mongostreams.internal.read.Backoff;
import dev.mongostreams.letters.DeadLetter;
import dev.mongostreams.letters.DeadLetterStore;
import java.time.Instant;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * The failed attempts at one event. Pure: knows no clock and waits for nothing.
 *
 * @param made how many there were, at least 1
 * @param firstFailedAt when the first one failed
 * @param lastFailedAt when the newest one failed
 */
public record Attempts(int made, Instant firstFailedAt, Instant lastFailedAt) {

  /** What comes next for the event. */
  public sealed interface Next {
    /** Hand the same event over again, not before so long a pause. */
    record Retry(long afterNanos) implements Next {}

    /** Write a letter to the store; the event counts as handled once that has returned. */
    record Letter(DeadLetterStore store) implements Next {}

    /** Count the event as handled, and as skipped. */
    record Skip() implements Next {}

    /** Stop the watcher; the event is not handled. */
    record Stop() implements Next {}
  }

  /** The event has failed for the first time. */
  public static Attempts first(Instant now) {
    return new Attempts(1, now, now);
  }

  /** The event has failed once more. */
  public Attempts again(Instant now) {
    return new Attempts(made + 1, firstFailedAt, now);
  }

  /**
   * Decides after a failure. The newest failure alone chooses the rule; all attempts count against
   * its retries, so an event that fails in many ways is not retried for ever.
   */
  public Next next(FailurePolicy policy, Throwable thrown, RandomGenerator random) {
    FailurePolicy rule = policy.after(thrown);
    if (made <= rule.retries()) {
      return new Next.Retry(
          Backoff.pauseNanos(
              rule.firstPause().toNanos(), rule.longestPause().toNanos(), made - 1, random));
    }
    return switch (rule.outcome()) {
      case STOP -> new Next.Stop();
      case SKIP -> new Next.Skip();
      case DEAD_LETTER -> new Next.Letter(Objects.requireNonNull(rule.store()));
    };
  }

  /** Makes the letter of the event. */
  public DeadLetter letter(String watcher, ChangeEvent event, Throwable thrown) {
    return DeadLetter.of(
        watcher, event, DeadLetter.Failure.of(thrown, made, firstFailedAt, lastFailedAt));
  }
}
