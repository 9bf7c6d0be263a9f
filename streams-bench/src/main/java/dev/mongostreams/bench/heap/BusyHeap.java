package dev.mongostreams.bench.heap;

import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.MongoClient;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.bson.Document;

/**
 * How much heap does a watcher hold while it is busy, beside the driver's own loop?
 *
 * <p>Workload: a history of 60 MiB in documents of 1 KiB, read by three watchers, or three threads
 * with the driver's cursor, whose handlers wait 0.2 ms at each event. The most that is alive on the
 * heap at several looks in two seconds, less what was alive before, by their number. A lap in which
 * somebody has come to the end is void.
 *
 * <p>Command: {@code ./streams bench heap-busy}. One should see a watcher hold no more than its
 * budget and one reply, and the driver's loop a whole reply of 16 MiB, opened.
 */
final class BusyHeap {
  private static final int READERS = 3;
  private static final int LOOKS = 10;
  private static final long BETWEEN_NANOS = 200_000_000;
  private static final long HANDLER_NANOS = 200_000;

  private final MongoClient client;
  private final History history;
  private final StartPosition start;

  BusyHeap(MongoClient client, History history, StartPosition start) {
    this.client = client;
    this.history = history;
    this.start = start;
  }

  /** Bytes of one watcher. */
  double watchers() {
    long before = HeapMeter.live();
    AtomicInteger handled = new AtomicInteger();
    try (ChangeStreams streams = ChangeStreams.of(client, history.database())) {
      List<Watcher> watchers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        watchers.add(
            streams
                .watchCollection(History.COLLECTION)
                .startAt(start)
                .onChange(change -> handle(handled))
                .start());
      }
      double each = each(before);
      for (Watcher watcher : watchers) {
        requireBusy(watcher.failure().isEmpty() && watcher.stats().events() < history.events());
      }
      requireBusy(handled.get() > 0);
      return each;
    }
  }

  /** Bytes of one thread with the driver's cursor. */
  double driverLoops() {
    long before = HeapMeter.live();
    List<Loop> loops = IntStream.range(0, READERS).mapToObj(i -> new Loop()).toList();
    double each = each(before);
    loops.forEach(Loop::end);
    loops.forEach(
        loop -> requireBusy(loop.handled.get() > 0 && loop.handled.get() < history.events()));
    return each;
  }

  private static double each(long before) {
    long most = 0;
    for (int look = 0; look < LOOKS; look++) {
      LockSupport.parkNanos(BETWEEN_NANOS);
      most = Math.max(most, HeapMeter.now());
    }
    return Math.max(0, most - before) / (double) READERS;
  }

  private static void handle(AtomicInteger handled) {
    LockSupport.parkNanos(HANDLER_NANOS);
    handled.incrementAndGet();
  }

  private static void requireBusy(boolean busy) {
    if (!busy) {
      throw new IllegalStateException("A reader was not busy all the time.");
    }
  }

  /** What people write, in a form that can be ended. */
  private final class Loop {
    private final MongoChangeStreamCursor<ChangeStreamDocument<Document>> cursor =
        history.collection().watch().startAtOperationTime(history.begin()).cursor();
    private final AtomicInteger handled = new AtomicInteger();
    private final Thread thread = new Thread(this::read);
    private volatile boolean closed;

    Loop() {
      thread.setDaemon(true);
      thread.start();
    }

    private void read() {
      while (!closed) {
        if (cursor.tryNext() != null) {
          handle(handled);
        }
      }
      cursor.close();
    }

    /** The cursor is for its own thread, which closes it at its next look. */
    void end() {
      closed = true;
    }
  }
}
