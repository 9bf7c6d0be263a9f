package dev.mongostreams.internal.watch;

import static dev.mongostreams.internal.played.Batches.after;
import static dev.mongostreams.internal.played.Batches.inserts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.ChangeHandler;
import dev.mongostreams.Operation;
import dev.mongostreams.internal.lanes.Delivery;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class HandlerWorkTest {
  private final Counters counters = new Counters();
  private final Delivery delivery = new Delivery(inserts(1, 3), after(3));
  private final AtomicInteger calls = new AtomicInteger();

  private HandlerWork work(ChangeHandler handler, BooleanSupplier halted, Operation... wanted) {
    return new HandlerWork(
        PlayedWatch.handling(wanted).options, handler, counters, () -> 7, halted);
  }

  @Test
  void handlesAndCountsAllOfADelivery() {
    assertThat(work(change -> calls.incrementAndGet(), () -> false).work(delivery)).isNull();

    assertThat(calls).hasValue(3);
    assertThat(delivery.complete()).isTrue();
    assertThat(counters.byOperation()).isEqualTo(Map.of(Operation.INSERT, 3L));
    assertThat(counters.lastMillis()).isEqualTo(7);
  }

  @Test
  void stopsBeforeTheEventTheHandlerThrewOn() {
    Exception thrown = new Exception("checked ones too");

    assertThat(
            work(
                    change -> {
                      if (calls.incrementAndGet() == 2) {
                        throw thrown;
                      }
                    },
                    () -> false)
                .work(delivery))
        .isSameAs(thrown);

    assertThat(delivery.done()).isEqualTo(1);
    assertThat(counters.byOperation()).isEqualTo(Map.of(Operation.INSERT, 1L));
  }

  @Test
  void givesBackErrorsToo() {
    StackOverflowError error = new StackOverflowError();

    assertThat(
            work(
                    change -> {
                      throw error;
                    },
                    () -> false)
                .work(delivery))
        .isSameAs(error);
  }

  @Test
  void stopsBetweenTwoEventsWhenHalted() {
    assertThat(work(change -> calls.incrementAndGet(), () -> calls.get() == 2).work(delivery))
        .isNull();

    assertThat(delivery.done()).isEqualTo(2);
  }

  @Test
  void passesOverWhatNobodyAskedFor() {
    work(change -> calls.incrementAndGet(), () -> false, Operation.DELETE).work(delivery);

    assertThat(calls).hasValue(0);
    assertThat(delivery.complete()).isTrue();
    assertThat(counters.byOperation()).isEmpty();
  }
}
