package dev.mongostreams.cli.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.failure.FailurePolicy;
import dev.mongostreams.failure.FailurePolicy.Outcome;
import dev.mongostreams.letters.DeadLetterStore;
import dev.mongostreams.letters.FileDeadLetterStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DeliveryPolicyTest {
  private static final DeadLetterStore LETTERS = FileDeadLetterStore.at(Path.of("letters.ndjson"));
  private final Undelivered failed = new Undelivered.Failed("a", "b");
  private final Undelivered refused = new Undelivered.Refused("a", "b");
  private final Undelivered useless = new Undelivered.Useless("a", "b", "c");
  private final Undelivered later = new Undelivered.Later("a", "b", null);

  private static void assertDoes(FailurePolicy policy, int retries, Outcome outcome) {
    assertThat(policy.retries()).isEqualTo(retries);
    assertThat(policy.outcome()).isEqualTo(outcome);
  }

  @Test
  void stopsWhereNoLettersAreKept() {
    FailurePolicy policy = DeliveryPolicy.of(7, null);

    assertDoes(policy.after(failed), 7, Outcome.STOP);
    assertDoes(policy.after(refused), 0, Outcome.STOP);
    assertDoes(policy.after(useless), 0, Outcome.STOP);
  }

  @Test
  void putsAwayWhatIsAboutOneChangeAlone() {
    FailurePolicy policy = DeliveryPolicy.of(7, LETTERS);

    assertDoes(policy.after(failed), 7, Outcome.DEAD_LETTER);
    assertDoes(policy.after(refused), 0, Outcome.DEAD_LETTER);
    assertDoes(policy.after(useless), 0, Outcome.STOP);
    assertDoes(policy.after(new IllegalStateException()), 7, Outcome.DEAD_LETTER);
  }

  @Test
  void waitsForWhoeverIsAwayAsLongAsItTakes() {
    assertDoes(DeliveryPolicy.of(0, LETTERS).after(later), Integer.MAX_VALUE, Outcome.STOP);
    assertThat(DeliveryPolicy.of(0, null).after(later).longestPause()).hasSeconds(30);
    Undelivered resting = new Undelivered.Resting("a", "b", null);
    assertDoes(DeliveryPolicy.of(0, LETTERS).after(resting), Integer.MAX_VALUE, Outcome.STOP);
    assertThat(DeliveryPolicy.of(0, null).after(resting).longestPause()).hasSeconds(2);
  }
}
