package dev.mongostreams.internal.checkpoint;

import dev.mongostreams.StartPosition;

/** What a checkpoint writer wants done next. */
public sealed interface SaveStep {

  /**
   * Save.
   *
   * @param position everything at or below it has been handled
   */
  record Save(StartPosition position) implements SaveStep {}

  /**
   * Wait.
   *
   * @param untilNanos on the clock of the runner, unless something happens before
   */
  record Wait(long untilNanos) implements SaveStep {}

  /** Nothing, ever again. */
  record End() implements SaveStep {}
}
