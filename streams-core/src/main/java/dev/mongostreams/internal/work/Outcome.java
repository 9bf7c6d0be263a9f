package dev.mongostreams.internal.work;

import dev.mongostreams.failure.StreamsException;

/** How work on a stretch of events has ended. */
public sealed interface Outcome {
  /** All of it is finished, or the watcher is halted. */
  Outcome DONE = new Done();

  /** The user's code is at it without a thread, and the end of that will be told. */
  Outcome UNDER_WAY = new UnderWay();

  /** See {@link #DONE}. */
  record Done() implements Outcome {}

  /** See {@link #UNDER_WAY}. */
  record UnderWay() implements Outcome {}

  /**
   * The handler threw, and is to get the event again.
   *
   * @param afterNanos pause before that
   * @param attempt how often it has failed on this event
   * @param cause what it threw
   */
  record Retry(long afterNanos, int attempt, Throwable cause) implements Outcome {}

  /**
   * An event was given up, as the policy has it, and is finished; the rest goes on.
   *
   * @param kept true when it was put away as a dead letter, false when it was skipped
   * @param attempts how often it had failed
   * @param cause what the handler threw last
   */
  record GivenUp(boolean kept, int attempts, Throwable cause) implements Outcome {}

  /**
   * The watcher cannot go on.
   *
   * @param why it cannot
   */
  record Stop(StreamsException why) implements Outcome {}
}
