package dev.mongostreams.internal.checkpoint;

import dev.mongostreams.StartPosition;
import org.jspecify.annotations.Nullable;

/** What a checkpoint writer wants done next. */
public sealed interface SaveStep {

  /**
   * Save.
   *
   * @param position everything at or below it has been handled
   * @param lostAfter the last position before the newest gap, or null when there was none
   */
  record Save(StartPosition position, @Nullable StartPosition lostAfter) implements SaveStep {}

  /**
   * Wait.
   *
   * @param untilNanos on the clock of the runner, unless something happens before
   */
  record Wait(long untilNanos) implements SaveStep {}

  /** Nothing, ever again. */
  record End() implements SaveStep {}
}
