package dev.mongostreams.internal.run;

import dev.mongostreams.WatcherListener;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a listener what has happened, one notice at a time and in order, whichever threads bring
 * them. Called without the lock of the machine.
 */
final class NoticeTeller {
  private static final Logger LOG = LoggerFactory.getLogger(NoticeTeller.class);

  private final WatcherListener log = new LogListener();
  private final WatcherListener listener;
  private final Supplier<@Nullable Consumer<WatcherListener>> next;

  /** Held while the listener is being told, so that a second thread waits for its turn. */
  private final ReentrantLock telling = new ReentrantLock();

  NoticeTeller(WatcherListener listener, Supplier<@Nullable Consumer<WatcherListener>> next) {
    this.listener = listener;
    this.next = next;
  }

  /** Tells all that waits; on return all that had happened before the call has been told. */
  void tell() {
    if (telling.isHeldByCurrentThread()) {
      // The listener itself has called the watcher: the outer call goes on telling.
      return;
    }
    telling.lock();
    try {
      for (var notice = next.get(); notice != null; notice = next.get()) {
        tell(notice);
      }
    } finally {
      telling.unlock();
    }
  }

  private void tell(Consumer<WatcherListener> notice) {
    notice.accept(log);
    try {
      notice.accept(listener);
    } catch (RuntimeException thrown) {
      LOG.warn("A watcher listener threw; the watcher goes on", thrown);
    }
  }
}
