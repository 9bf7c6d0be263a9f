package dev.mongostreams.bench.heap;

import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.MongoClient;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherState;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/**
 * How much heap does a watcher keep while nothing happens, beside the driver's own loop?
 *
 * <p>Workload: 40 watchers, or 40 threads with the driver's cursor, each on a collection of its own
 * where nobody writes. What is alive on the heap three seconds after they are open, less what was
 * alive before, by their number. The connections were in the pool before and belong to nobody; the
 * stacks of threads are not on the heap.
 *
 * <p>Command: {@code ./streams bench heap-idle}. One should see about 18 KiB for a watcher and
 * several times that for the driver's loop.
 */
final class IdleHeap {
  private static final int MANY = 40;

  private final MongoClient client;
  private final String database;

  IdleHeap(MongoClient client, String database) {
    this.client = client;
    this.database = database;
  }

  /**
   * Bytes of one watcher. On a connection of their own, as that knows its watchers for some time
   * after their end.
   */
  double watcher() {
    long before = HeapMeter.live();
    try (ChangeStreams streams = ChangeStreams.of(client, database)) {
      List<Watcher> watchers = new ArrayList<>(MANY);
      for (int number = 0; number < MANY; number++) {
        watchers.add(streams.watchCollection("calm" + number).onChange(change -> {}).start());
      }
      double each = (HeapMeter.live() - before) / (double) MANY;
      if (!watchers.stream().allMatch(one -> one.state() == WatcherState.RUNNING)) {
        throw new IllegalStateException("A watcher does not run, and so keeps nothing.");
      }
      return each;
    }
  }

  /** Bytes of one thread with the driver's cursor. */
  double driverLoop() {
    long before = HeapMeter.live();
    List<Loop> loops = new ArrayList<>(MANY);
    for (int number = 0; number < MANY; number++) {
      loops.add(new Loop(client, database, "calm" + number));
    }
    double each = (HeapMeter.live() - before) / (double) MANY;
    loops.forEach(Loop::end);
    return each;
  }

  /** What people write: a thread that waits in {@code next()}, here in a form that can be ended. */
  private static final class Loop {
    private final MongoChangeStreamCursor<ChangeStreamDocument<Document>> cursor;
    private final Thread thread = new Thread(this::read);
    private volatile boolean closed;

    Loop(MongoClient client, String database, String collection) {
      cursor = client.getDatabase(database).getCollection(collection).watch().cursor();
      thread.setDaemon(true);
      thread.start();
    }

    private void read() {
      while (!closed) {
        cursor.tryNext();
      }
      cursor.close();
    }

    /** It reads once more, as the driver's cursor is for one thread. */
    void end() {
      closed = true;
    }
  }
}
