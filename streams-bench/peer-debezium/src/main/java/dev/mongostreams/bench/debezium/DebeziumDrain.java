package dev.mongostreams.bench.debezium;

import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.bench.reader.Tally;
import dev.mongostreams.bench.reader.Workload;
import dev.mongostreams.bench.run.Meter;
import dev.mongostreams.bench.run.Used;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads a history from its start, once to warm up and once to be measured, each time with a new
 * engine and no offsets.
 *
 * <p>Measured from the first change that is handed over to the last one, as its start takes seconds
 * and is not what is asked. That favours Debezium: what it had read until the first one is free.
 */
final class DebeziumDrain {
  private static final long LOOK_MILLIS = 500;

  private final Order order;
  private final Workload workload;

  DebeziumDrain(Order order) {
    this.order = order;
    this.workload = Workload.of(order);
  }

  Answer run() throws InterruptedException {
    for (int warmUp = order.number("warmUps", 1); warmUp > 0; warmUp--) {
      drain();
    }
    return drain();
  }

  private Answer drain() throws InterruptedException {
    System.gc();
    Drain drain = new Drain();
    try (Capture capture = Capture.start(Settings.of(order, workload.start()), drain::take)) {
      long end = System.nanoTime() + Workload.LIMIT.toNanos();
      while (!drain.full.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        if (capture.fault() != null || System.nanoTime() - end > 0) {
          throw new IllegalStateException("Debezium's drain ended: " + capture.fault());
        }
      }
    }
    return drain.answer();
  }

  /** One drain. The engine hands over one change at a time, from whichever thread. */
  private final class Drain {
    private final Tally tally = new Tally(workload.events(), order.number("handlerMicros", 0));
    private final CountDownLatch full = new CountDownLatch(1);
    private @Nullable Meter meter;
    private @Nullable Used used;

    synchronized void take(long number) {
      if (tally.full()) {
        // Behind the part of the history that is asked for.
        return;
      }
      Meter begun = meter == null ? new Meter() : meter;
      meter = begun;
      tally.take((int) number);
      if (tally.full()) {
        used = begun.read(workload.events());
        full.countDown();
      }
    }

    synchronized Answer answer() {
      Answer answer = new Answer().fault(tally.fault());
      return used == null ? answer : used.tell(answer);
    }
  }
}
