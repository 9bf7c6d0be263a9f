package dev.mongostreams.internal.watch;

import static dev.mongostreams.internal.played.Batches.inserts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.mongostreams.ChangeHandler;
import dev.mongostreams.Operation;
import dev.mongostreams.Scope;
import dev.mongostreams.failure.HandlerFailedException;
import dev.mongostreams.internal.lanes.Stretch;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class HandlerWorkTest {
  private static final String SECRET = "hunter2";

  private final Counters counters = new Counters();
  private final AtomicInteger calls = new AtomicInteger();
  private final Stretch stretch;

  HandlerWorkTest() {
    PlayedWatch watch = PlayedWatch.handling();
    watch.open(inserts(1, 3));
    stretch = watch.take();
  }

  private HandlerWork work(ChangeHandler handler, BooleanSupplier halted, Operation... wanted) {
    return new HandlerWork(
        new Scope.OfCollection("aidb", "models"),
        PlayedWatch.handling(wanted).options,
        handler,
        counters.tally(),
        () -> 7,
        halted);
  }

  private void assertStops(Throwable thrown) {
    ChangeHandler handler =
        change -> {
          if (calls.incrementAndGet() == 2) {
            if (thrown instanceof Error error) {
              throw error;
            }
            throw (Exception) thrown;
          }
        };

    assertThat(work(handler, () -> false).work(stretch))
        .asInstanceOf(type(Outcome.Stop.class))
        .extracting(Outcome.Stop::why)
        .asInstanceOf(type(HandlerFailedException.class))
        .satisfies(
            why ->
                assertThat(why)
                    .hasCause(thrown)
                    .hasMessage(
                        "Cannot go on watching aidb.models: the handler threw "
                            + thrown.getClass().getName()
                            + ". Mend the handler and start again after the last handled position;"
                            + " the event it threw on comes again."));
    assertThat(stretch.done()).isEqualTo(1);
    assertThat(counters.byOperation()).isEqualTo(Map.of(Operation.INSERT, 1L));
  }

  @Test
  void handlesAndCountsAllOfAStretch() {
    assertThat(work(change -> calls.incrementAndGet(), () -> false).work(stretch))
        .isEqualTo(Outcome.DONE);

    assertThat(calls).hasValue(3);
    assertThat(stretch.complete()).isTrue();
    assertThat(counters.byOperation()).isEqualTo(Map.of(Operation.INSERT, 3L));
    assertThat(counters.lastMillis()).isEqualTo(7);
  }

  @Test
  void stopsBeforeTheEventTheHandlerThrewOn() {
    assertStops(new Exception(SECRET));
  }

  @Test
  void stopsForErrorsToo() {
    assertStops(new StackOverflowError(SECRET));
  }

  @Test
  void stopsBetweenTwoEventsWhenHalted() {
    assertThat(work(change -> calls.incrementAndGet(), () -> calls.get() == 2).work(stretch))
        .isEqualTo(Outcome.DONE);

    assertThat(stretch.done()).isEqualTo(2);
  }

  @Test
  void passesOverWhatNobodyAskedFor() {
    work(change -> calls.incrementAndGet(), () -> false, Operation.DELETE).work(stretch);

    assertThat(calls).hasValue(0);
    assertThat(stretch.complete()).isTrue();
    assertThat(counters.byOperation()).isEmpty();
  }

  @Test
  void addsUpWhatSeveralWorkersHaveDone() {
    counters.tally().count(Operation.INSERT, 3);
    counters.tally().count(Operation.INSERT, 9);
    counters.tally().count(Operation.DROP, 4);

    assertThat(counters.byOperation()).isEqualTo(Map.of(Operation.INSERT, 2L, Operation.DROP, 1L));
    assertThat(counters.lastMillis()).isEqualTo(9);
  }
}
