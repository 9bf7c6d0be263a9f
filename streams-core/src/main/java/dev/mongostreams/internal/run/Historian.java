package dev.mongostreams.internal.run;

import dev.mongostreams.internal.source.Oplog;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks now and then how far the server's history reaches, and tells all watchers of a connection:
 * one question, however many they are. Its thread lives while one of them does. Where the answer is
 * refused it asks again after an hour only.
 *
 * <p>For any thread.
 */
public final class Historian {
  private static final Logger LOG = LoggerFactory.getLogger(Historian.class);
  private static final Duration PAUSE = Duration.ofSeconds(30);

  /** Turns that are left out after a refusal: an hour of them. */
  private static final int REFUSED_TURNS = 120;

  private final Supplier<Oplog.@Nullable Window> question;
  private final Duration pause;
  private final Set<RunningWatcher> watchers = new HashSet<>();
  private Oplog.@Nullable Window newest;
  private boolean working;
  private boolean closed;

  /**
   * Makes one that asks twice a minute.
   *
   * @param question answers null where it is refused, and throws when nobody answers; may block for
   *     some seconds
   */
  public Historian(Supplier<Oplog.@Nullable Window> question) {
    this(question, PAUSE);
  }

  /** Makes one that pauses for so long between two questions. */
  public Historian(Supplier<Oplog.@Nullable Window> question, Duration pause) {
    this.question = question;
    this.pause = pause;
  }

  /** Tells a watcher from now on, until it has ended. */
  public void follow(RunningWatcher watcher) {
    Oplog.Window known = join(watcher);
    if (known != null) {
      watcher.surveyed(known);
    }
  }

  private synchronized Oplog.@Nullable Window join(RunningWatcher watcher) {
    if (closed) {
      return null;
    }
    watchers.add(watcher);
    if (!working) {
      working = true;
      newest = null;
      Thread thread = new Thread(this::work, "streams-history");
      thread.setDaemon(true);
      thread.start();
    }
    return newest;
  }

  /** Asks no more. */
  public synchronized void close() {
    closed = true;
    watchers.clear();
    notifyAll();
  }

  private void work() {
    try {
      int left = 0;
      while (wanted()) {
        left = left > 0 ? left - 1 : ask();
        rest();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean wanted() {
    watchers.removeIf(RunningWatcher::ended);
    working = !watchers.isEmpty();
    return working;
  }

  /** Asks once, and says how many turns to leave out then. */
  private int ask() {
    Oplog.Window answer;
    try {
      answer = question.get();
    } catch (RuntimeException silent) {
      // Nobody answers, or the user has closed the client. No figure is worth a watcher.
      LOG.debug("The server does not tell how far its history reaches", silent);
      return 0;
    }
    told(answer).forEach(watcher -> watcher.surveyed(answer));
    return answer == null ? REFUSED_TURNS : 0;
  }

  private synchronized List<RunningWatcher> told(Oplog.@Nullable Window answer) {
    newest = answer;
    return List.copyOf(watchers);
  }

  private synchronized void rest() throws InterruptedException {
    long end = System.nanoTime() + pause.toNanos();
    for (long left = pause.toNanos(); left > 0 && !closed; left = end - System.nanoTime()) {
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
  }
}
