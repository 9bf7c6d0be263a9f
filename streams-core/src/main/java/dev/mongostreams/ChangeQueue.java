package dev.mongostreams;

import dev.mongostreams.internal.run.RunningWatcher;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Change events to be pulled, in the order of the stream, instead of being handed to a handler.
 * Made by {@link WatcherBuilder#toQueue(int)}. Holds at most its capacity; when it is full the
 * reader stops reading, and nothing is dropped, unless {@link dev.mongostreams.handler.Overflow}
 * says otherwise.
 *
 * <p>An event counts as handled when the next one is asked for, or at {@link #acknowledge}, so the
 * one in hand comes again after a crash. That is why a queue is for one consumer: any thread may
 * call, but one at a time.
 */
public final class ChangeQueue implements AutoCloseable {
  private final RunningWatcher running;
  private final Watcher watcher;

  ChangeQueue(RunningWatcher running) {
    this.running = running;
    this.watcher = new Watcher(running);
  }

  /**
   * Takes the next event, and counts all taken before as handled.
   *
   * @param limit how long to wait for one at most; zero takes what is there
   * @return the event, or null when none came in time or the watcher has been stopped
   * @throws dev.mongostreams.failure.StreamsException when the watcher failed and all that came
   *     before has been taken
   * @throws InterruptedException when this thread was interrupted while waiting; nothing was taken
   */
  public @Nullable ChangeEvent poll(Duration limit) throws InterruptedException {
    return running.poll(limit);
  }

  /**
   * Takes what is there now, without waiting, and counts all taken before as handled.
   *
   * @param into where the events go, in order
   * @param max how many at most, at least 1
   * @return how many were taken
   * @throws IllegalArgumentException when {@code max} is less than 1
   * @throws dev.mongostreams.failure.StreamsException when the watcher failed and all that came
   *     before has been taken
   */
  public int drainTo(Collection<? super ChangeEvent> into, int max) {
    if (max < 1) {
      throw new IllegalArgumentException("Cannot drain " + max + " events: ask for at least one.");
    }
    return running.drainTo(into, max);
  }

  /**
   * Counts all that was taken as handled, without taking more. For a consumer that may end before
   * it asks for the next event, or that keeps its position.
   */
  public void acknowledge() {
    running.acknowledge();
  }

  /**
   * Returns how many events wait.
   *
   * @return between zero and the capacity
   */
  public int size() {
    return running.waiting();
  }

  /**
   * Returns the watcher behind this queue, for its state, its figures and {@link Watcher#stop()}.
   *
   * @return the watcher
   */
  public Watcher watcher() {
    return watcher;
  }

  /**
   * Stops the watcher at once. The events that wait are not handled: they come again to a watcher
   * that starts at {@link WatcherStats#handledUpTo()}.
   */
  @Override
  public void close() {
    running.stop();
  }
}
