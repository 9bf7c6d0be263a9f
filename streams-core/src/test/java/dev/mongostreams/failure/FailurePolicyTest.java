package dev.mongostreams.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoInterruptedException;
import dev.mongostreams.failure.FailurePolicy.Outcome;
import dev.mongostreams.letters.FileDeadLetterStore;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailurePolicyTest {
  private static final FileDeadLetterStore STORE =
      FileDeadLetterStore.at(Path.of("never-written.ndjson"));

  @Test
  void eachKindRetriesThreeTimesFromATenthOfASecondToTenSeconds() {
    for (FailurePolicy policy :
        List.of(FailurePolicy.stop(), FailurePolicy.skip(), FailurePolicy.deadLetter(STORE))) {
      assertThat(policy.retries()).isEqualTo(3);
      assertThat(policy.firstPause()).isEqualTo(Duration.ofMillis(100));
      assertThat(policy.longestPause()).isEqualTo(Duration.ofSeconds(10));
    }
  }

  @Test
  void onlyADeadLetterHasAStore() {
    assertThat(FailurePolicy.deadLetter(STORE).store()).isSameAs(STORE);
    assertThat(FailurePolicy.deadLetter(STORE).outcome()).isEqualTo(Outcome.DEAD_LETTER);
    assertThat(FailurePolicy.stop().store()).isNull();
    assertThat(FailurePolicy.skip().store()).isNull();
  }

  @Test
  void changesAnotherPolicyAndNotItself() {
    FailurePolicy stop = FailurePolicy.stop();

    FailurePolicy changed =
        stop.retries(0).backoff(Duration.ZERO).on(IOException.class, FailurePolicy.skip());

    assertThat(changed.retries()).isZero();
    assertThat(changed.firstPause()).isZero();
    assertThat(changed.after(new IOException()).outcome()).isEqualTo(Outcome.SKIP);
    assertThat(stop.retries()).isEqualTo(3);
    assertThat(stop.after(new IOException())).isSameAs(stop);
  }

  @Test
  void keepsItsRulesAndItsStoreWhenItChanges() {
    FailurePolicy policy =
        FailurePolicy.deadLetter(STORE)
            .on(IOException.class, FailurePolicy.skip())
            .retries(7)
            .backoff(Duration.ofSeconds(1), Duration.ofSeconds(2));

    assertThat(policy.after(new IOException()).outcome()).isEqualTo(Outcome.SKIP);
    assertThat(policy.store()).isSameAs(STORE);
    assertThat(policy.retries()).isEqualTo(7);
  }

  @Test
  void theClosestSuperclassDecidesInWhateverOrder() {
    FailurePolicy wide = FailurePolicy.stop().retries(1);
    FailurePolicy close = FailurePolicy.stop().retries(2);
    FailurePolicy exact = FailurePolicy.stop().retries(4);
    FailurePolicy one =
        FailurePolicy.skip()
            .on(Exception.class, wide)
            .on(IllegalArgumentException.class, close)
            .on(NumberFormatException.class, exact);
    FailurePolicy other =
        FailurePolicy.skip()
            .on(NumberFormatException.class, exact)
            .on(IllegalArgumentException.class, close)
            .on(Exception.class, wide);

    for (FailurePolicy policy : List.of(one, other)) {
      assertThat(policy.after(new NumberFormatException())).isSameAs(exact);
      assertThat(policy.after(new IllegalArgumentException())).isSameAs(close);
      assertThat(policy.after(new IOException())).isSameAs(wide);
    }
  }

  @Test
  void aRuleForOneClassSaysNothingOfOthersNorOfCauses() {
    FailurePolicy policy = FailurePolicy.stop().on(IOException.class, FailurePolicy.skip());

    assertThat(policy.after(new IllegalStateException(new IOException()))).isSameAs(policy);
  }

  @Test
  void theLastRuleForAClassStays() {
    FailurePolicy last = FailurePolicy.skip();

    FailurePolicy policy =
        FailurePolicy.stop()
            .on(IOException.class, FailurePolicy.stop())
            .on(IOException.class, last);

    assertThat(policy.after(new IOException())).isSameAs(last);
  }

  @ParameterizedTest
  @MethodSource
  void errorsAndInterruptsStopAtOnceWhateverThePolicySays(Throwable thrown) { // 67
    FailurePolicy policy =
        FailurePolicy.skip().retries(9).on(Exception.class, FailurePolicy.skip().retries(9));

    assertThat(policy.after(thrown).outcome()).isEqualTo(Outcome.STOP);
    assertThat(policy.after(thrown).retries()).isZero();
  }

  static List<Throwable> errorsAndInterruptsStopAtOnceWhateverThePolicySays() {
    return List.of(
        new StackOverflowError(),
        new OutOfMemoryError(),
        new AssertionError(),
        new InterruptedException(),
        new ClosedByInterruptException(),
        new MongoInterruptedException("while reading", null));
  }

  @Test
  void refusesANegativeNumberOfRetries() {
    assertThatThrownBy(() -> FailurePolicy.stop().retries(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot retry -1 times: give 0, or the number of further attempts.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-1S", "PT1H0.001S"})
  void refusesAFirstPauseOutOfItsRange(Duration first) {
    assertThatThrownBy(() -> FailurePolicy.stop().backoff(first))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot pause from " + first + " to ")
        .hasMessageEndingWith("that is not shorter and at most 1 hour.");
  }

  @Test
  void refusesALongestPauseThatIsShorterThanTheFirst() {
    assertThatThrownBy(
            () -> FailurePolicy.stop().backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot pause from PT2S to PT1S: ");
  }

  @Test
  void aLongFirstPauseRaisesTheLongestOne() {
    assertThat(FailurePolicy.stop().backoff(Duration.ofMinutes(1)).longestPause())
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(FailurePolicy.stop().backoff(Duration.ofSeconds(1)).longestPause())
        .isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void refusesRulesWithinRules() {
    FailurePolicy inner = FailurePolicy.stop().on(IOException.class, FailurePolicy.skip());

    assertThatThrownBy(() -> FailurePolicy.stop().on(Exception.class, inner))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot treat java.lang.Exception by a policy that has rules of its own: call on(...) for"
                + " each of them here.");
  }

  @Test
  void refusesARuleForInterrupts() {
    assertThatThrownBy(
            () -> FailurePolicy.stop().on(InterruptedException.class, FailurePolicy.skip()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot treat java.lang.InterruptedException by a policy: an interrupt always stops the"
                + " watcher. Leave this rule out.");
  }
}
