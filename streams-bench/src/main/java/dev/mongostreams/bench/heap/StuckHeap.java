package dev.mongostreams.bench.heap;

import com.mongodb.client.MongoClient;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;

/**
 * How much heap does a watcher hold when its handler does not come back and the server has more?
 *
 * <p>Workload: a history larger than the budget, in documents of 1 KiB or of 1 MiB, or in ones of 1
 * KiB of which every 4,000th belongs to a document that sticks while four workers handle the
 * others: one event of each full reply. What is alive on the heap once the watchers have stopped
 * reading, less what was alive before, by their number.
 *
 * <p>Command: {@code ./streams bench heap-stuck-1k heap-stuck-1m heap-stuck-lanes}. One should see
 * no more than the budget and one reply, 28 MiB, and mostly just the budget.
 */
final class StuckHeap {
  private static final int WATCHERS = 3;
  private static final Duration STILL = Duration.ofSeconds(2);
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final MongoClient client;
  private final History history;
  private final StartPosition start;

  StuckHeap(MongoClient client, History history, StartPosition start) {
    this.client = client;
    this.history = history;
    this.start = start;
  }

  /**
   * What one watcher holds.
   *
   * @param heapBytes on the heap
   * @param saysBytes by its own count
   * @param events handled before it came to stand
   */
  record Held(double heapBytes, double saysBytes, double events) {}

  /** With one worker that sticks at the first event. */
  Held firstEvent() {
    return hold(1, change -> true);
  }

  /** With four workers, and one event in about each reply that sticks. */
  Held oneOfEachReply() {
    return hold(4, change -> History.sticks(change.documentId()));
  }

  private Held hold(int workers, Sticking sticking) {
    CountDownLatch release = new CountDownLatch(1);
    List<Watcher> watchers = new ArrayList<>();
    long before = HeapMeter.live();
    try (ChangeStreams streams = ChangeStreams.of(client, history.database())) {
      for (int i = 0; i < WATCHERS; i++) {
        watchers.add(
            streams
                .watchCollection(History.COLLECTION)
                .parallel(workers)
                .maxUnsaved(Integer.MAX_VALUE)
                .startAt(start)
                .onChange(
                    change -> {
                      if (sticking.at(change)) {
                        release.await();
                      }
                    })
                .start());
      }
      awaitStill(watchers);
      double heap = (HeapMeter.live() - before) / (double) WATCHERS;
      if (!watchers.stream().allMatch(one -> one.stats().bytesInFlight() > 0)) {
        throw new IllegalStateException("A watcher holds nothing, and so does not stick.");
      }
      double says = mean(watchers, watcher -> watcher.stats().bytesInFlight());
      double events = mean(watchers, watcher -> watcher.stats().events());
      // Before the connection is closed, which stops them and waits for the handlers.
      release.countDown();
      return new Held(heap, says, events);
    }
  }

  private static double mean(List<Watcher> watchers, ToLongFunction<Watcher> of) {
    return watchers.stream().mapToLong(of).average().orElse(0);
  }

  /** Waits until nothing has come or gone for a while. */
  private static void awaitStill(List<Watcher> watchers) {
    long end = System.nanoTime() + LIMIT.toNanos();
    List<Long> before = List.of();
    List<Long> now = state(watchers);
    while (!now.equals(before)) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("The watchers did not come to stand.");
      }
      LockSupport.parkNanos(STILL.toNanos());
      before = now;
      now = state(watchers);
    }
  }

  private static List<Long> state(List<Watcher> watchers) {
    return watchers.stream()
        .map(Watcher::stats)
        .map(stats -> stats.bytesInFlight() * 31 + stats.events())
        .toList();
  }

  /** Tells whether a handler sticks at an event. */
  private interface Sticking {
    boolean at(ChangeEvent change);
  }
}
