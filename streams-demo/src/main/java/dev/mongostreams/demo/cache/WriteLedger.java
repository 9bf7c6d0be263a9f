package dev.mongostreams.demo.cache;

import dev.mongostreams.ChangeEvent;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.bson.BsonObjectId;
import org.bson.BsonValue;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Holds writes against the changes that came of them. The writes of a document come as changes in
 * their order, so the nth change of a document is that of its nth write. Usable by any thread, but
 * each document is written by one.
 */
final class WriteLedger {
  private final Map<BsonValue, Queue<Write>> pending = new ConcurrentHashMap<>();
  private final AtomicLongArray handledRevisions;
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong applied = new AtomicLong();
  private final AtomicLong repeated = new AtomicLong();
  private final WindowTally windows = new WindowTally();

  /** One write, until both its acknowledgement and its invalidation were seen. */
  static final class Write {
    private final int model;
    private final long revision;
    private long acknowledgedNanos;
    private long handledNanos;
    private boolean seen;

    private Write(int model, long revision) {
      this.model = model;
      this.revision = revision;
    }
  }

  /** Opens a ledger for models with the numbers from 0 to below the count. */
  WriteLedger(int count) {
    handledRevisions = new AtomicLongArray(count);
  }

  /** A write is about to be sent. */
  Write begins(ObjectId id, int model, long revision) {
    Write write = new Write(model, revision);
    pending.computeIfAbsent(new BsonObjectId(id), any -> new ConcurrentLinkedQueue<>()).add(write);
    return write;
  }

  /** It was acknowledged. */
  void acknowledged(Write write) {
    written.incrementAndGet();
    synchronized (write) {
      write.acknowledgedNanos = System.nanoTime();
      settle(write);
    }
  }

  /** The invalidation of these changes has been handled. */
  void handled(List<ChangeEvent> changes) {
    for (ChangeEvent change : changes) {
      BsonValue id = change.documentId();
      if (id != null) {
        handled(next(id));
      }
    }
  }

  private @Nullable Write next(BsonValue id) {
    Queue<Write> writes = pending.get(id);
    return writes == null ? null : writes.poll();
  }

  private void handled(@Nullable Write write) {
    if (write == null) {
      repeated.incrementAndGet();
      return;
    }
    handledRevisions.accumulateAndGet(write.model, write.revision, Math::max);
    applied.incrementAndGet();
    synchronized (write) {
      write.handledNanos = System.nanoTime();
      settle(write);
    }
  }

  /** Whoever comes second knows how long the key was stale. */
  private void settle(Write write) {
    if (write.seen) {
      windows.add(write.handledNanos - write.acknowledgedNanos);
    }
    write.seen = true;
  }

  /** The newest state of a model whose invalidation has been handled; 0 before the first. */
  long handledRevision(int model) {
    return handledRevisions.get(model);
  }

  long written() {
    return written.get();
  }

  long applied() {
    return applied.get();
  }

  long repeated() {
    return repeated.get();
  }

  WindowTally windows() {
    return windows;
  }
}
