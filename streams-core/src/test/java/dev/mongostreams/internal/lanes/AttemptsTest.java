package dev.mongostreams.internal.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.failure.FailurePolicy;
import dev.mongostreams.internal.lanes.Attempts.Next;
import dev.mongostreams.letters.DeadLetter;
import dev.mongostreams.letters.FileDeadLetterStore;
import dev.mongostreams.letters.Letters;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class AttemptsTest {
  private static final Instant START = Instant.parse("2026-11-23T07:00:00Z");
  private static final FileDeadLetterStore STORE =
      FileDeadLetterStore.at(Path.of("never-written.ndjson"));
  private final Exception failure = new IOException("disk full");

  @Test
  void retriesAsOftenAsSaidThenDoesWhatWasSaid() { // 64, 65
    for (int retries = 0; retries < 20; retries++) {
      assertThat(last(FailurePolicy.stop().retries(retries), retries)).isEqualTo(new Next.Stop());
      assertThat(last(FailurePolicy.skip().retries(retries), retries)).isEqualTo(new Next.Skip());
      assertThat(last(FailurePolicy.deadLetter(STORE).retries(retries), retries))
          .isEqualTo(new Next.Letter(STORE));
    }
  }

  /** What comes after so many retries, each of which is checked to be one. */
  private Next last(FailurePolicy policy, int retries) {
    Random random = new Random(1);
    Attempts attempts = Attempts.first(START);
    for (int retry = 0; retry < retries; retry++) {
      assertThat(attempts.next(policy, failure, random)).isInstanceOf(Next.Retry.class);
      attempts = attempts.again(START);
    }
    return attempts.next(policy, failure, random);
  }

  @Test
  void pausesDoubleFromTheFirstToTheLongestAndLoseAtMostHalf() {
    FailurePolicy policy =
        FailurePolicy.stop().retries(6).backoff(Duration.ofMillis(30), Duration.ofMillis(200));
    for (int seed = 0; seed < 200; seed++) {
      RandomGenerator random = new Random(seed);
      Attempts attempts = Attempts.first(START);
      for (long whole : new long[] {30, 60, 120, 200, 200, 200}) {
        assertThat(pause(attempts.next(policy, failure, random)))
            .isBetween(Duration.ofMillis(whole).dividedBy(2), Duration.ofMillis(whole));
        attempts = attempts.again(START);
      }
    }
  }

  @Test
  void zeroMeansNoPauseHoweverManyAttemptsThereWere() {
    FailurePolicy policy =
        FailurePolicy.stop().retries(Integer.MAX_VALUE).backoff(Duration.ZERO, Duration.ZERO);

    for (int made : new int[] {1, 2, 63, 64, 65, 1_000_000}) {
      assertThat(new Attempts(made, START, START).next(policy, failure, new Random(1)))
          .isEqualTo(new Next.Retry(0));
    }
  }

  @Test
  void noNumberOfAttemptsOverflowsAPause() {
    for (Duration first : List.of(Duration.ofNanos(1), Duration.ofMillis(100), hour())) {
      FailurePolicy policy = FailurePolicy.stop().retries(Integer.MAX_VALUE).backoff(first, hour());
      for (int made : new int[] {64, 65, 128, 1_000_000, Integer.MAX_VALUE}) {
        assertThat(pause(new Attempts(made, START, START).next(policy, failure, new Random(made))))
            .isBetween(hour().dividedBy(2), hour());
      }
    }
  }

  private static Duration hour() {
    return Duration.ofHours(1);
  }

  private static Duration pause(Next next) {
    return Duration.ofNanos(((Next.Retry) next).afterNanos());
  }

  @Test
  void errorsAndInterruptsAreNeverRetried() { // 67
    FailurePolicy policy = FailurePolicy.skip().retries(100);

    for (Throwable thrown :
        List.of(new OutOfMemoryError(), new StackOverflowError(), new InterruptedException())) {
      assertThat(Attempts.first(START).next(policy, thrown, new Random(1)))
          .isEqualTo(new Next.Stop());
    }
  }

  @Test
  void theNewestFailureChoosesTheRuleAndAllAttemptsCount() {
    FailurePolicy policy =
        FailurePolicy.stop()
            .retries(5)
            .on(IllegalArgumentException.class, FailurePolicy.skip().retries(2));
    Attempts third = Attempts.first(START).again(START).again(START);

    assertThat(third.next(policy, failure, new Random(1))).isInstanceOf(Next.Retry.class);
    assertThat(third.next(policy, new NumberFormatException(), new Random(1)))
        .isEqualTo(new Next.Skip());
  }

  @Test
  void writesALetterOfAllAttempts() {
    Attempts attempts = Attempts.first(START).again(START.plusMillis(1)).again(START.plusMillis(5));

    DeadLetter letter = attempts.letter("dashboard", Letters.event(7, "{}"), failure);

    assertThat(letter.watcher()).isEqualTo("dashboard");
    assertThat(letter.failure().attempts()).isEqualTo(3);
    assertThat(letter.failure().error()).isEqualTo("java.io.IOException");
    assertThat(letter.failure().firstAt()).isEqualTo(START);
    assertThat(letter.failure().lastAt()).isEqualTo(START.plusMillis(5));
  }
}
