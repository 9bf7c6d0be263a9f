package dev.mongostreams.internal.run;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.WatcherListener;
import dev.mongostreams.WatcherState;
import dev.mongostreams.internal.lanes.Delivery;
import dev.mongostreams.internal.read.ReaderStep;
import dev.mongostreams.internal.source.Batch;
import dev.mongostreams.internal.source.ChangeCursor;
import dev.mongostreams.internal.watch.Puller;
import dev.mongostreams.internal.watch.WatchMachine;
import dev.mongostreams.internal.watch.WatchOptions;
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
 * handling thread each take their work here and bring back how it went: twice a batch, never once
 * an event. Whenever the state changes everybody is woken.
 */
final class Crank {
  private final WatchMachine machine;
  private final Puller puller;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition forReader = lock.newCondition();
  private final Condition forHandler = lock.newCondition();
  private final Condition forState = lock.newCondition();

  Crank(WatchMachine machine, WatchOptions options) {
    this.machine = machine;
    this.puller = new Puller(machine, options, System::currentTimeMillis);
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
    return update(
        () -> {
          boolean wanted = machine.opened(cursor, System.nanoTime());
          forHandler.signal();
          return wanted;
        });
  }

  /** A batch has come. */
  void arrived(Batch batch) {
    run(
        () -> {
          machine.arrived(batch, System.nanoTime());
          if (batch.size() > 0) {
            forHandler.signal();
          }
        });
  }

  /** Opening or reading has failed. */
  void failed(Throwable cause, @Nullable BsonTimestamp oldest) {
    run(() -> machine.failed(cause, oldest, System.nanoTime()));
  }

  // For the handling thread.

  /** Waits until there is something to hand over; null at the end. */
  @Nullable Delivery awaitDelivery() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!machine.ended()) {
        Delivery delivery = update(machine::take);
        if (delivery != null) {
          return delivery;
        }
        if (!machine.ended()) {
          forHandler.await();
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** Work on a delivery has ended. */
  void finished(Delivery delivery, @Nullable Throwable thrown) {
    run(
        () -> {
          machine.finished(delivery, thrown);
          forReader.signal();
        });
  }

  /** Takes the next event for a consumer that pulls, and finishes those it has taken before. */
  @Nullable ChangeEvent poll(Duration limit) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = Deadline.nanos(limit);
      acknowledge();
      ChangeEvent event = update(puller::next);
      while (event == null && !machine.ended() && left > 0) {
        left = forHandler.awaitNanos(left);
        event = update(puller::next);
      }
      if (event == null) {
        throwFailure();
      }
      return event;
    } finally {
      lock.unlock();
    }
  }

  /** Takes what is there of one batch. */
  int drainTo(Collection<? super ChangeEvent> into, int max) {
    lock.lock();
    try {
      acknowledge();
      int taken = 0;
      ChangeEvent event = update(puller::next);
      while (event != null) {
        into.add(event);
        taken++;
        event = taken < max ? puller.nextOfBatch() : null;
      }
      if (taken == 0) {
        throwFailure();
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private void acknowledge() {
    run(
        () -> {
          puller.acknowledge();
          forReader.signal();
        });
  }

  /** Events that wait to be pulled. */
  int waiting() {
    return look(puller::waiting);
  }

  // For everybody.

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

  private <T extends @Nullable Object> T update(Supplier<T> change) {
    lock.lock();
    try {
      WatcherState before = machine.state();
      T result = change.get();
      if (machine.state() != before) {
        forReader.signalAll();
        forHandler.signalAll();
        forState.signalAll();
      }
      return result;
    } finally {
      lock.unlock();
    }
  }
}
