package dev.mongostreams.internal.run;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.internal.lanes.Attempts;
import dev.mongostreams.internal.lanes.Backlog;
import dev.mongostreams.internal.watch.Puller;
import dev.mongostreams.internal.work.Documents;
import dev.mongostreams.internal.work.Mishaps;
import dev.mongostreams.internal.work.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Pulls events that may become others before they are handed over. That may take a question to the
 * server, so it is done on the consumer's thread and without the lock of the machine: an event is
 * looked at, turned, and only then taken. One that cannot be turned stays where it is and is tried
 * again, as the policy for failures has it.
 */
final class Pulling {
  private final Crank crank;
  private final Documents documents;
  private final Mishaps mishaps;
  private final NoticeTeller teller;

  /** A queue is for one consumer at a time; two of them take turns. */
  private final ReentrantLock turn = new ReentrantLock();

  /** What could not be turned when it was last tried, or null. */
  private Backlog.@Nullable Place failing;

  private @Nullable Attempts attempts;
  private long againNanos;

  Pulling(Crank crank, Documents documents, Mishaps mishaps, NoticeTeller teller) {
    this.crank = crank;
    this.documents = documents;
    this.mishaps = mishaps;
    this.teller = teller;
  }

  /** Takes the next event, and finishes those that were taken before. */
  @Nullable ChangeEvent poll(Duration limit) throws InterruptedException {
    long until = System.nanoTime() + Deadline.nanos(limit);
    turn.lockInterruptibly();
    try {
      crank.acknowledge();
      Puller.Next next = crank.awaitNext(until);
      while (next != null) {
        long pause = pauseNanos(next);
        long left = until - System.nanoTime();
        if (pause > 0 && left <= 0) {
          return null;
        }
        ChangeEvent taken = pause > 0 ? rest(Math.min(pause, left)) : take(next);
        if (taken != null) {
          return taken;
        }
        next = crank.awaitNext(until);
      }
      return null;
    } finally {
      turn.unlock();
    }
  }

  /** Takes what is here, as far as it can be turned now, and finishes what was taken before. */
  int drainTo(Collection<? super ChangeEvent> into, int max) {
    turn.lock();
    try {
      crank.acknowledge();
      int taken = 0;
      Puller.Next next = crank.next();
      while (next != null
          && taken < max
          && pauseNanos(next) <= 0
          && !Thread.currentThread().isInterrupted()) {
        ChangeEvent event = take(next);
        if (event != null) {
          into.add(event);
          taken++;
        }
        next = crank.next();
      }
      if (taken == 0) {
        crank.throwFailure();
      }
      return taken;
    } finally {
      turn.unlock();
    }
  }

  private long pauseNanos(Puller.Next next) {
    return next.place().equals(failing) ? againNanos - System.nanoTime() : 0;
  }

  private @Nullable ChangeEvent rest(long nanos) throws InterruptedException {
    crank.rest(nanos);
    return null;
  }

  /** Null when it is not handed over, or not yet. */
  private @Nullable ChangeEvent take(Puller.Next next) {
    try {
      ChangeEvent shown = documents.shown(next.event());
      failing = null;
      return crank.take(next, shown) ? shown : null;
    } catch (Documents.UnreadException failure) {
      // An interrupt is the consumer's own business, and nothing has been taken.
      if (!Thread.currentThread().isInterrupted()) {
        failed(next, failure);
      }
      return null;
    }
  }

  private void failed(Puller.Next next, Documents.UnreadException failure) {
    Attempts before = next.place().equals(failing) ? attempts : null;
    Attempts made = before == null ? Attempts.first(Instant.now()) : before.again(Instant.now());
    Outcome outcome = mishaps.event(made, next.event(), failure);
    failing = next.place();
    attempts = made;
    againNanos =
        System.nanoTime() + (outcome instanceof Outcome.Retry retry ? retry.afterNanos() : 0);
    crank.unread(next, outcome);
    teller.tell();
  }
}
