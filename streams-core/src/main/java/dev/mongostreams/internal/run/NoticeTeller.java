package dev.mongostreams.internal.run;

import dev.mongostreams.WatcherListener;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log and a listener what has happened, one notice at a time and in order, whichever
 * threads bring them. Called without the lock of the machine.
 */
final class NoticeTeller {
  private static final Logger LOG = LoggerFactory.getLogger(NoticeTeller.class);

  private final WatcherListener log = new LogListener();
  private final WatcherListener listener;
  private final Supplier<@Nullable Consumer<WatcherListener>> next;
  private final BooleanSupplier pending;

  /** Held while the listener is being told. */
  private final ReentrantLock telling = new ReentrantLock();

  NoticeTeller(
      WatcherListener listener,
      Supplier<@Nullable Consumer<WatcherListener>> next,
      BooleanSupplier pending) {
    this.listener = listener;
    this.next = next;
    this.pending = pending;
  }

  /**
   * Tells all that waits, or leaves it to the thread that is telling already: nobody has to wait
   * for a slow listener.
   */
  void tell() {
    while (pending.getAsBoolean() && !telling.isHeldByCurrentThread() && telling.tryLock()) {
      tellAndUnlock();
    }
  }

  /** Tells all that waits; on return all that had happened before the call has been told. */
  void tellAll() {
    if (!telling.isHeldByCurrentThread()) {
      telling.lock();
      tellAndUnlock();
      tell();
    }
  }

  private void tellAndUnlock() {
    try {
      for (var notice = next.get(); notice != null; notice = next.get()) {
        tell(notice);
      }
    } finally {
      telling.unlock();
    }
  }

  private void tell(Consumer<WatcherListener> notice) {
    try {
      notice.accept(log);
      notice.accept(listener);
    } catch (Throwable thrown) {
      // Errors too: the thread that tells is the one that reads, and must not die of a listener.
      LOG.warn("A watcher listener threw; the watcher goes on", thrown);
    }
  }
}
