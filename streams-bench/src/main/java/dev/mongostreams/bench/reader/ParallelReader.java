package dev.mongostreams.bench.reader;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherBuilder;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Our watcher with several workers. Each event is another document: nothing keeps them in order.
 */
final class ParallelReader implements DrainReader {
  private final WatcherBuilder builder;
  private final LongAdder sum = new LongAdder();
  private @Nullable Watcher watcher;

  ParallelReader(ChangeStreams streams, Workload workload, int workers) {
    this.builder =
        streams
            .watchCollection(workload.collection())
            .parallel(workers)
            .startAt(StartPosition.at(workload.start()));
  }

  @Override
  public void drain(Tally tally) throws InterruptedException {
    CountDownLatch left = new CountDownLatch(tally.expected());
    Watcher started = builder.onChange(change -> take(change, tally, left)).start();
    watcher = started;
    boolean full = left.await(Workload.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    tally.takeUnordered(tally.expected() - (int) left.getCount(), sum.sum());
    if (!full) {
      throw new IllegalStateException(
          "Our drain ended at " + tally.count() + " events, " + started.state() + ".",
          started.failure().orElse(null));
    }
  }

  private void take(ChangeEvent change, Tally tally, CountDownLatch left) {
    sum.add(Objects.requireNonNull(change.value("fullDocument.n")).asInt32().getValue());
    tally.burn();
    left.countDown();
  }

  @Override
  public void close() {
    if (watcher != null) {
      watcher.stop();
    }
  }
}
