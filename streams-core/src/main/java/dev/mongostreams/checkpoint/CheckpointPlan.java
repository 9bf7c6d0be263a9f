package dev.mongostreams.checkpoint;

import java.time.Duration;

/**
 * Under which name a watcher keeps its position, where, and how often. Immutable; each method gives
 * a plan that differs in one thing.
 *
 * <p>A crash repeats the events handled since the last save, and loses none. Saving goes on beside
 * the handler and holds it up only when as many events are unsaved as {@link
 * dev.mongostreams.WatcherBuilder#maxUnsaved} allows.
 */
public final class CheckpointPlan {
  private final String name;
  private final CheckpointStore store;
  private final Duration every;
  private final int events;
  private final boolean acceptOther;

  private CheckpointPlan(
      String name, CheckpointStore store, Duration every, int events, boolean acceptOther) {
    this.name = name;
    this.store = store;
    this.every = every;
    this.events = events;
    this.acceptOther = acceptOther;
  }

  /**
   * Plans to save each second and each 1,000 events, whichever comes first, though saves by count
   * take a twentieth of the time at most: after one of 3 ms none follows for 57 ms. While nothing
   * happens, the position moves every 10 seconds, or as rarely as {@link #every} says, so that an
   * idle watcher does not fall out of the history.
   *
   * @param name of the checkpoint; one watcher at a time may hold it
   * @param store that keeps it
   * @return the plan
   */
  public static CheckpointPlan of(String name, CheckpointStore store) {
    return new CheckpointPlan(name, store, Duration.ofSeconds(1), 1_000, false);
  }

  /**
   * Saves in other intervals.
   *
   * @param time between two saves while events are handled, from 1 ms to 1 hour; by default 1
   *     second
   * @return a plan that differs in this
   * @throws IllegalArgumentException when the time is out of range
   */
  public CheckpointPlan every(Duration time) {
    if (time.compareTo(Duration.ofMillis(1)) < 0 || time.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException(
          "Cannot save a checkpoint every " + time + ": give a time from 1 ms to 1 hour.");
    }
    return new CheckpointPlan(name, store, time, events, acceptOther);
  }

  /**
   * Saves after another number of events.
   *
   * @param count handled events after which the position is saved before its time, at least 1; by
   *     default 1,000. A save rests nineteen times as long as the last one took, unless half of
   *     {@code maxUnsaved} waits for it
   * @return a plan that differs in this
   * @throws IllegalArgumentException when the count is less than 1
   */
  public CheckpointPlan every(int count) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "Cannot save a checkpoint every " + count + " events: give at least 1.");
    }
    return new CheckpointPlan(name, store, every, count, acceptOther);
  }

  /**
   * Goes on from the position of another stream. Changes that this stream would have had and the
   * other one had not are passed over; the server may refuse the position.
   *
   * @param accept by default false: a watcher whose scope, pipeline, document options or replica
   *     set differ from the saved ones is refused at its start
   * @return a plan that differs in this
   */
  public CheckpointPlan acceptOther(boolean accept) {
    return new CheckpointPlan(name, store, every, events, accept);
  }

  /**
   * Tells the name.
   *
   * @return the name of the checkpoint
   */
  public String name() {
    return name;
  }

  /**
   * Tells where it is kept.
   *
   * @return the store
   */
  public CheckpointStore store() {
    return store;
  }

  /**
   * Tells the longest time between two saves while events are handled.
   *
   * @return the time
   */
  public Duration interval() {
    return every;
  }

  /**
   * Tells after how many events it is saved before its time.
   *
   * @return the count
   */
  public int events() {
    return events;
  }

  /**
   * Tells whether the position of another stream is taken.
   *
   * @return true when it is
   */
  public boolean acceptsOther() {
    return acceptOther;
  }
}
