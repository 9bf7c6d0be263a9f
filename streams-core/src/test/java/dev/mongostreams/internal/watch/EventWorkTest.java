package dev.mongostreams.internal.watch;

import static dev.mongostreams.internal.played.Batches.inserts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.mongostreams.ChangeHandler;
import dev.mongostreams.Operation;
import dev.mongostreams.failure.DeadLetterFailedException;
import dev.mongostreams.failure.Explanation;
import dev.mongostreams.failure.FailurePolicy;
import dev.mongostreams.failure.HandlerFailedException;
import dev.mongostreams.internal.lanes.Stretch;
import dev.mongostreams.internal.work.Counters;
import dev.mongostreams.internal.work.Documents;
import dev.mongostreams.internal.work.EventWork;
import dev.mongostreams.internal.work.Outcome;
import dev.mongostreams.internal.work.Setting;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class EventWorkTest {
  private static final String SECRET = "hunter2";
  private static final FailurePolicy AT_ONCE = FailurePolicy.stop().retries(0);

  private final AtomicInteger calls = new AtomicInteger();
  private final IllegalStateException thrown = new IllegalStateException(SECRET);
  private final PlayedLetters letters = new PlayedLetters();

  /** A machine with three inserts in hand, and the work on them. */
  private static final class Worked {
    private final PlayedWatch watch;
    private final Stretch stretch;

    Worked(FailurePolicy policy, Operation... wanted) {
      watch =
          new PlayedWatch(
              WatchOptions.named("played").failures(policy).wanted(Set.of(wanted)).build());
      watch.open(inserts(1, 3));
      stretch = watch.take();
    }

    Outcome by(ChangeHandler handler, BooleanSupplier halted) {
      WatchMachine machine = watch.machine;
      return new EventWork(
              machine.options().rules(machine.scope(), Documents.AS_SENT),
              handler,
              machine.counters().tally(),
              new Setting(() -> 7, new Random(1), halted))
          .work(stretch);
    }

    Outcome by(ChangeHandler handler) {
      return by(handler, () -> false);
    }

    Map<Operation, Long> counted() {
      return watch.machine.counters().byOperation();
    }
  }

  /** Throws on the second event of each stretch. */
  private ChangeHandler throwingOnTheSecond(Throwable what) {
    return change -> {
      if (calls.incrementAndGet() == 2) {
        if (what instanceof Error error) {
          throw error;
        }
        throw (Exception) what;
      }
    };
  }

  private static void assertStops(Worked worked, Outcome outcome, Throwable cause) {
    assertThat(outcome)
        .asInstanceOf(type(Outcome.Stop.class))
        .extracting(Outcome.Stop::why)
        .asInstanceOf(type(HandlerFailedException.class))
        .satisfies(
            why ->
                assertThat(why)
                    .hasCause(cause)
                    .hasMessage(
                        "Cannot go on watching aidb.models: the handler threw "
                            + cause.getClass().getName()
                            + ". Mend the handler and start again after the last handled position;"
                            + " the event it threw on comes again."));
    assertThat(worked.stretch.done()).isEqualTo(1);
    assertThat(worked.counted()).isEqualTo(Map.of(Operation.INSERT, 1L));
  }

  @Test
  void handlesAndCountsAllOfAStretch() {
    Worked worked = new Worked(AT_ONCE);

    assertThat(worked.by(change -> calls.incrementAndGet())).isEqualTo(Outcome.DONE);

    assertThat(calls).hasValue(3);
    assertThat(worked.stretch.complete()).isTrue();
    assertThat(worked.counted()).isEqualTo(Map.of(Operation.INSERT, 3L));
    assertThat(worked.watch.machine.counters().lastMillis()).isEqualTo(7);
  }

  @Test
  void stopsBeforeTheEventTheHandlerThrewOn() {
    Exception checked = new Exception(SECRET);
    Worked worked = new Worked(AT_ONCE);

    assertStops(worked, worked.by(throwingOnTheSecond(checked)), checked);
  }

  @Test
  void stopsForErrorsWithoutAnotherTry() {
    StackOverflowError error = new StackOverflowError(SECRET);
    Worked worked = new Worked(FailurePolicy.skip().retries(5));

    assertStops(worked, worked.by(throwingOnTheSecond(error)), error);
  }

  @Test
  void triesAsOftenAsThePolicySaysAndThenStops() {
    Worked worked = new Worked(FailurePolicy.stop().retries(1).backoff(Duration.ofMillis(8)));
    ChangeHandler handler =
        change -> {
          throw thrown;
        };

    assertThat(worked.by(handler))
        .asInstanceOf(type(Outcome.Retry.class))
        .satisfies(
            retry -> {
              assertThat(retry.afterNanos()).isBetween(4_000_000L, 8_000_000L);
              assertThat(retry.attempt()).isEqualTo(1);
              assertThat(retry.cause()).isSameAs(thrown);
            });
    assertThat(worked.by(handler)).isInstanceOf(Outcome.Stop.class);
  }

  @Test
  void countsTheAttemptsOfEachEventByItself() {
    Worked worked = new Worked(FailurePolicy.stop().retries(1));
    ChangeHandler everyOther =
        change -> {
          if (calls.incrementAndGet() % 2 == 1) {
            throw thrown;
          }
        };

    for (int event = 1; event <= 3; event++) {
      assertThat(worked.by(everyOther)).isInstanceOf(Outcome.Retry.class);
    }
    assertThat(worked.by(everyOther)).isEqualTo(Outcome.DONE);
    assertThat(worked.counted()).isEqualTo(Map.of(Operation.INSERT, 3L));
  }

  @Test
  void skipsAndGoesOnWithTheRest() {
    Worked worked = new Worked(FailurePolicy.skip().retries(0));
    ChangeHandler handler = throwingOnTheSecond(thrown);

    assertThat(worked.by(handler)).isEqualTo(new Outcome.GivenUp(false, 1, thrown));
    assertThat(worked.stretch.done()).isEqualTo(2);
    assertThat(worked.by(handler)).isEqualTo(Outcome.DONE);
    assertThat(worked.counted())
        .as("the skipped one is not handled")
        .isEqualTo(Map.of(Operation.INSERT, 2L));
  }

  @Test
  void putsAwayAndGoesOnWithTheRest() {
    Worked worked = new Worked(FailurePolicy.deadLetter(letters).retries(0));

    assertThat(worked.by(throwingOnTheSecond(thrown)))
        .isEqualTo(new Outcome.GivenUp(true, 1, thrown));

    assertThat(worked.stretch.done()).isEqualTo(2);
    assertThat(letters.written)
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.watcher()).isEqualTo("played");
              assertThat(letter.token()).isEqualTo(worked.stretch.event(1).token());
              assertThat(letter.failure().attempts()).isEqualTo(1);
            });
  }

  @Test
  void aLetterThatCannotBeWrittenStops() {
    Worked worked = new Worked(FailurePolicy.deadLetter(letters).retries(0));
    letters.failure =
        new DeadLetterFailedException(
            new Explanation("Cannot write a dead letter", "letters", "it is full", "Wait."), null);

    assertThat(worked.by(throwingOnTheSecond(thrown))).isEqualTo(stop(letters.failure));
    assertThat(letters.failure).hasSuppressedException(thrown);
    assertThat(worked.stretch.done()).isEqualTo(1);
  }

  private static Outcome.Stop stop(RuntimeException why) {
    return new Outcome.Stop((DeadLetterFailedException) why);
  }

  @Test
  void aStoreThatThrowsWhateverItLikesStops() {
    Worked worked = new Worked(FailurePolicy.deadLetter(letters).retries(0));
    letters.failure = new IllegalArgumentException(SECRET);

    assertThat(worked.by(throwingOnTheSecond(thrown)))
        .asInstanceOf(type(Outcome.Stop.class))
        .satisfies(
            stop ->
                assertThat(stop.why())
                    .hasMessage(
                        "Cannot go on watching aidb.models: the dead-letter store threw"
                            + " java.lang.IllegalArgumentException. Mend the store and start again;"
                            + " the event comes again."));
  }

  @Test
  void stopsBetweenTwoEventsWhenHalted() {
    Worked worked = new Worked(AT_ONCE);

    assertThat(worked.by(change -> calls.incrementAndGet(), () -> calls.get() == 2))
        .isEqualTo(Outcome.DONE);

    assertThat(worked.stretch.done()).isEqualTo(2);
  }

  @Test
  void passesOverWhatNobodyAskedFor() {
    Worked worked = new Worked(AT_ONCE, Operation.DELETE);

    worked.by(change -> calls.incrementAndGet());

    assertThat(calls).hasValue(0);
    assertThat(worked.stretch.complete()).isTrue();
    assertThat(worked.counted()).isEmpty();
  }

  @Test
  void addsUpWhatSeveralWorkersHaveDone() {
    Counters counters = new Counters();
    counters.tally().count(Operation.INSERT, 3);
    counters.tally().count(Operation.INSERT, 9);
    counters.tally().count(Operation.DROP, 4);

    assertThat(counters.byOperation()).isEqualTo(Map.of(Operation.INSERT, 2L, Operation.DROP, 1L));
    assertThat(counters.lastMillis()).isEqualTo(9);
  }
}
