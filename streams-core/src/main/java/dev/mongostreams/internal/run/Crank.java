package dev.mongostreams.internal.run;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.Scope;
import dev.mongostreams.StartPosition;
import dev.mongostreams.WatcherListener;
import dev.mongostreams.WatcherState;
import dev.mongostreams.failure.StreamsException;
import dev.mongostreams.internal.checkpoint.SaveStep;
import dev.mongostreams.internal.lanes.Routes;
import dev.mongostreams.internal.lanes.Stretch;
import dev.mongostreams.internal.read.ReaderStep;
import dev.mongostreams.internal.source.Batch;
import dev.mongostreams.internal.source.ChangeCursor;
import dev.mongostreams.internal.watch.Puller;
import dev.mongostreams.internal.watch.WatchMachine;
import dev.mongostreams.internal.work.Outcome;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * Turns a machine under a lock, and lets threads wait for their turn. The reading thread and the
 * handling threads each take their work here and bring back how it went: with one worker twice a
 * batch, never once an event. Whenever the state changes everybody is woken.
 */
final class Crank {
  private final WatchMachine machine;
  private final Puller puller;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition forReader = lock.newCondition();
  private final Condition forHandler = lock.newCondition();
  private final Condition forSaver = lock.newCondition();
  private final Condition forState = lock.newCondition();

  /** Threads that wait for something to hand over. */
  private int idle;

  Crank(WatchMachine machine) {
    this.machine = machine;
    this.puller = machine.puller();
  }

  // For the reading thread.

  /** Waits until the reader has something to do, or has ended. */
  ReaderStep awaitReaderStep() throws InterruptedException {
    lock.lock();
    try {
      ReaderStep step = machine.readerStep(System.nanoTime());
      while (step instanceof ReaderStep.Rest || step instanceof ReaderStep.Wait) {
        if (step instanceof ReaderStep.Wait wait) {
          forReader.awaitNanos(wait.untilNanos() - System.nanoTime());
        } else {
          forReader.await();
        }
        step = machine.readerStep(System.nanoTime());
      }
      return step;
    } finally {
      lock.unlock();
    }
  }

  /** A cursor is open; false when nobody wants it any more. */
  boolean opened(ChangeCursor cursor) {
    Routes routes = machine.routes(cursor.first());
    return update(() -> machine.opened(cursor, routes, System.nanoTime()));
  }

  /**
   * A batch has come.
   *
   * @param keep true when the reading thread would hand over itself what is in it
   * @return that, if nobody else is at work; or null
   */
  @Nullable Stretch arrived(Batch batch, boolean keep) {
    Routes routes = machine.routes(batch);
    return update(
        () -> {
          long now = System.nanoTime();
          machine.arrived(batch, routes, now);
          return keep && idle > 0 ? machine.takeAsReader(now) : null;
        });
  }

  /** Opening or reading has failed. */
  void failed(Throwable cause, @Nullable BsonTimestamp oldest) {
    run(() -> machine.failed(cause, oldest, System.nanoTime()));
  }

  // For the handling threads.

  /** Waits until there is something to hand over; null at the end. */
  @Nullable Stretch awaitWork() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!machine.ended()) {
        Stretch stretch = update(() -> machine.take(System.nanoTime()));
        if (stretch != null) {
          return stretch;
        }
        if (!machine.ended()) {
          awaitHandler(Long.MAX_VALUE);
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** What a thread that handles and saves is to do: one of the two, or neither at the end. */
  record Turn(@Nullable Stretch stretch, SaveStep.@Nullable Save save) {}

  /** Waits until there is something to hand over or to save. Events go first. */
  Turn awaitTurn() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!machine.ended()) {
        long now = System.nanoTime();
        Stretch stretch = update(() -> machine.take(now));
        SaveStep step = stretch == null ? machine.saveStep(now) : null;
        if (stretch != null || step instanceof SaveStep.Save) {
          return new Turn(stretch, step instanceof SaveStep.Save save ? save : null);
        }
        if (step instanceof SaveStep.Wait wait) {
          awaitHandler(wait.untilNanos() - now);
        }
      }
      return new Turn(null, null);
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a signal, or for the moment when an event may be tried again, or so long. */
  @SuppressWarnings("WaitNotInLoop") // whoever calls it loops
  private long awaitHandler(long nanos) throws InterruptedException {
    Long wake = machine.wakeNanos();
    long now = System.nanoTime();
    long most = wake == null ? nanos : Math.min(nanos, wake - now);
    idle++;
    try {
      forHandler.awaitNanos(most);
    } finally {
      idle--;
    }
    return nanos - (System.nanoTime() - now);
  }

  /** Work on a stretch has ended. */
  void finished(Stretch stretch, Outcome outcome) {
    run(() -> machine.finished(stretch, outcome, System.nanoTime()));
  }

  /** What the user's code has been at without a thread has ended. */
  void completed(Stretch stretch, Operation operation, @Nullable Throwable thrown) {
    run(
        () ->
            machine.completed(
                stretch, operation, thrown, System.currentTimeMillis(), System.nanoTime()));
  }

  /** A position has been stored with the effect of the events below it. */
  void kept(StartPosition position) {
    run(() -> machine.kept(position, System.nanoTime()));
  }

  /** The last position before the newest gap that has been passed, or null. */
  @Nullable StartPosition lostAfter() {
    lock.lock();
    try {
      return machine.lostAfter();
    } finally {
      lock.unlock();
    }
  }

  /** Hands over nothing more; with a reason, unless it has ended already. */
  void halt(@Nullable StreamsException why) {
    run(
        () -> {
          if (why == null) {
            machine.halt();
          } else if (!machine.halted() && !machine.ended()) {
            machine.failNow(why);
          }
        });
  }

  /** Takes the next event for a consumer that pulls, and finishes those it has taken before. */
  @Nullable ChangeEvent poll(Duration limit) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      acknowledge();
      Puller.Next next = awaitNext(System.nanoTime() + Deadline.nanos(limit));
      return next != null && take(next, next.event()) ? next.event() : null;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for what is next, and takes nothing; null when nothing has come by then. */
  Puller.@Nullable Next awaitNext(long untilNanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = untilNanos - System.nanoTime();
      Puller.Next next = next();
      while (next == null && !machine.ended() && left > 0) {
        left = awaitHandler(left);
        next = next();
      }
      if (next == null) {
        throwFailure();
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** What is next, or null. */
  Puller.@Nullable Next next() {
    return update(() -> puller.peek(System.currentTimeMillis()));
  }

  /** Takes what was next, as that event or not at all; false when it is next no more. */
  boolean take(Puller.Next next, @Nullable ChangeEvent shown) {
    return update(() -> puller.take(next, shown, System.currentTimeMillis()));
  }

  /** The document of what is next could not be read. */
  void unread(Puller.Next next, Outcome outcome) {
    run(() -> puller.failed(next, outcome, System.currentTimeMillis()));
  }

  /** Waits so long at most, and less when something changes. */
  void rest(long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (!machine.ended()) {
        awaitHandler(nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes what is there, and finishes what was taken before. */
  int drainTo(Collection<? super ChangeEvent> into, int max) {
    lock.lock();
    try {
      acknowledge();
      int taken = update(() -> puller.drain(into, max, System.currentTimeMillis()));
      if (taken == 0) {
        throwFailure();
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** All that was given out to a consumer that pulls is finished. */
  void acknowledge() {
    run(() -> puller.acknowledge(System.currentTimeMillis()));
  }

  /** Events that wait to be pulled. */
  int waiting() {
    return look(puller::waiting);
  }

  // For the saving thread.

  /** Waits until there is a position to save; null at the end. */
  SaveStep.@Nullable Save awaitSave() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      SaveStep step = machine.saveStep(System.nanoTime());
      while (step instanceof SaveStep.Wait wait) {
        forSaver.awaitNanos(wait.untilNanos() - System.nanoTime());
        step = machine.saveStep(System.nanoTime());
      }
      return step instanceof SaveStep.Save save ? save : null;
    } finally {
      lock.unlock();
    }
  }

  /** The position is saved. */
  void saved() {
    run(() -> machine.saved(System.nanoTime()));
  }

  /** Saving has failed. */
  void saveFailed(StreamsException cause) {
    run(() -> machine.saveFailed(cause, System.nanoTime()));
  }

  // For everybody.

  /** What is watched. */
  Scope scope() {
    return machine.scope();
  }

  /** Waits until the first cursor is open or cannot be opened, and gives up at the limit. */
  void awaitOpening(Duration limit) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = Deadline.nanos(limit);
      while (machine.state() == WatcherState.STARTING && left > 0) {
        left = forState.awaitNanos(left);
      }
      if (machine.state() == WatcherState.STARTING) {
        run(machine::giveUpOpening);
      }
      throwFailure();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the end; false when it has not come in time. */
  boolean awaitEnd(Duration limit) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = Deadline.nanos(limit);
      while (!machine.ended() && left > 0) {
        left = forState.awaitNanos(left);
      }
      return machine.ended();
    } finally {
      lock.unlock();
    }
  }

  /** Changes the machine by something that has no result. */
  void run(Runnable change) {
    update(
        () -> {
          change.run();
          return machine;
        });
  }

  /** Asks the machine something. */
  <T> T look(Supplier<T> question) {
    lock.lock();
    try {
      return question.get();
    } finally {
      lock.unlock();
    }
  }

  /** The next notice, or null. */
  @Nullable Consumer<WatcherListener> notice() {
    lock.lock();
    try {
      return machine.notice();
    } finally {
      lock.unlock();
    }
  }

  /** Tells whether there is a notice. */
  boolean hasNotice() {
    return look(machine::hasNotice);
  }

  /** Throws why the watcher failed, once it has ended; returns when it did not. */
  void throwFailure() {
    lock.lock();
    try {
      if (machine.ended() && machine.failure() != null) {
        throw machine.failure();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Changes the machine, and wakes whoever may have something to do after it. */
  private <T extends @Nullable Object> T update(Supplier<T> change) {
    lock.lock();
    try {
      WatcherState before = machine.state();
      T result = change.get();
      if (machine.state() != before) {
        forReader.signalAll();
        forHandler.signalAll();
        forSaver.signalAll();
        forState.signalAll();
      } else {
        forReader.signal();
        wakeHandlers();
        if (machine.wantsSaving()) {
          forSaver.signal();
        }
      }
      return result;
    } finally {
      lock.unlock();
    }
  }

  /** One more when an event waits for its retry: its time may have come while all were busy. */
  private void wakeHandlers() {
    int work = machine.ready() + (machine.wakeNanos() == null ? 0 : 1);
    for (int more = Math.min(idle, work); more > 0; more--) {
      forHandler.signal();
    }
  }
}
