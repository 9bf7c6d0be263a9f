package dev.mongostreams;

import dev.mongostreams.internal.run.RunningWatcher;
import java.time.Duration;
import java.util.Optional;

/**
 * A watcher that runs: it reads in the background and hands each event to its handler. Made by
 * {@link WatcherBuilder#start()} with its cursor open; of one use, from then until it has ended.
 *
 * <p>All methods may be called by any thread, the handler's own included. Its threads are daemons:
 * they do not keep a program alive, so {@link #join()} or keep another thread.
 */
public final class Watcher implements AutoCloseable {
  private final RunningWatcher running;

  Watcher(RunningWatcher running) {
    this.running = running;
  }

  /**
   * Returns the watcher's name, as it stands in logs and notices.
   *
   * @return the name given, or the scope's text
   */
  public String name() {
    return running.name();
  }

  /**
   * Returns what it watches.
   *
   * @return the scope
   */
  public Scope scope() {
    return running.scope();
  }

  /**
   * Returns where it is in its life.
   *
   * @return the state now
   */
  public WatcherState state() {
    return running.state();
  }

  /**
   * Returns what it has done so far. Cheap enough for once a second.
   *
   * @return figures of one moment
   */
  public WatcherStats stats() {
    return running.stats();
  }

  /**
   * Returns why it failed.
   *
   * @return the failure; empty unless the state is {@link WatcherState#FAILED}, or {@link
   *     WatcherState#DRAINING} since it has failed and something is in hand, which it waits for as
   *     long as that takes: {@link #stop()} bounds it
   */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(running.stats().failure());
  }

  /**
   * Pauses: nothing more is read or handed over, and nothing is lost, until {@link #resume()}; an
   * event that is being handled is finished. The position stays, and a pause that outlasts the
   * server's history loses it. Does nothing when the watcher has ended or is paused already.
   */
  public void pause() {
    running.pause();
  }

  /** Goes on after {@link #pause()}, right behind what was handled; else does nothing. */
  public void resume() {
    running.resume();
  }

  /**
   * Stops: reads no more, lets the handler finish the events that are already in memory, for at
   * most the drain timeout, and returns without waiting for the server. What was not handled by
   * then comes again to a watcher that starts at {@link WatcherStats#handledUpTo()}. Called by the
   * handler itself it returns at once, and the event in hand is the last one; those in hand are the
   * last ones too when it was paused before. Stopping twice does nothing.
   */
  public void stop() {
    running.stop();
  }

  /**
   * Waits until the watcher has ended.
   *
   * @throws dev.mongostreams.failure.StreamsException when it failed, each time it is asked
   * @throws InterruptedException when this thread was interrupted; the watcher goes on
   */
  public void join() throws InterruptedException {
    running.join();
  }

  /**
   * Waits until the watcher has ended, for so long.
   *
   * @param limit how long to wait at most; zero asks without waiting
   * @return false when it still runs
   * @throws dev.mongostreams.failure.StreamsException when it failed, each time it is asked
   * @throws InterruptedException when this thread was interrupted; the watcher goes on
   */
  public boolean join(Duration limit) throws InterruptedException {
    return running.join(limit);
  }

  /** Does what {@link #stop()} does. */
  @Override
  public void close() {
    stop();
  }
}
