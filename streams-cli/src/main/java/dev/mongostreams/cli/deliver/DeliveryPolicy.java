package dev.mongostreams.cli.deliver;

import dev.mongostreams.failure.FailurePolicy;
import dev.mongostreams.letters.DeadLetterStore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What becomes of a change that is not taken. */
final class DeliveryPolicy {
  static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  /** Whoever is away for hours is asked twice a minute, and hears of us soon when it is back. */
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** Those who do not even try are to go on soon after somebody has found it back. */
  private static final Duration LONGEST_REST = Duration.ofSeconds(2);

  private DeliveryPolicy() {}

  /**
   * Makes the policy.
   *
   * @param retries after a failure
   * @param letters where a change is put away after them; null to stop
   */
  static FailurePolicy of(int retries, @Nullable DeadLetterStore letters) {
    FailurePolicy end = letters == null ? FailurePolicy.stop() : FailurePolicy.deadLetter(letters);
    FailurePolicy wait = FailurePolicy.stop().retries(Integer.MAX_VALUE);
    return end.retries(retries)
        .on(Undelivered.Later.class, wait.backoff(FIRST_PAUSE, LONGEST_PAUSE))
        .on(Undelivered.Resting.class, wait.backoff(FIRST_PAUSE, LONGEST_REST))
        .on(Undelivered.Refused.class, end.retries(0))
        .on(Undelivered.Useless.class, FailurePolicy.stop().retries(0));
  }
}
