package dev.mongostreams.bench.reader;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeQueue;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.StartPosition;
import dev.mongostreams.WatcherBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Our watcher as a bounded queue, which another thread empties. */
final class QueueReader implements DrainReader {
  private static final int CAPACITY = 4_096;
  private static final Duration LOOK = Duration.ofMillis(500);

  private final WatcherBuilder builder;
  private @Nullable ChangeQueue queue;

  QueueReader(ChangeStreams streams, Workload workload) {
    this.builder =
        streams.watchCollection(workload.collection()).startAt(StartPosition.at(workload.start()));
  }

  @Override
  public void drain(Tally tally) throws InterruptedException {
    long end = System.nanoTime() + Workload.LIMIT.toNanos();
    ChangeQueue opened = builder.toQueue(CAPACITY);
    queue = opened;
    List<ChangeEvent> taken = new ArrayList<>(CAPACITY);
    while (!tally.full()) {
      ChangeEvent first = opened.poll(LOOK);
      if (first != null) {
        take(first, tally);
        opened.drainTo(taken, CAPACITY);
        taken.forEach(change -> take(change, tally));
        taken.clear();
      } else if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("Our queue ended at " + tally.count() + " events.");
      }
    }
  }

  private static void take(ChangeEvent change, Tally tally) {
    if (!tally.full()) {
      tally.take(Objects.requireNonNull(change.value("fullDocument.n")).asInt32().getValue());
    }
  }

  @Override
  public void close() {
    if (queue != null) {
      queue.close();
    }
  }
}
