package dev.mongostreams;

import dev.mongostreams.failure.Gap;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Is told what happens to a watcher. Each method has one argument and does nothing by default, so
 * that more can be told later.
 *
 * <p>Called by the watcher's own threads, one call at a time and in the order things happened; keep
 * it short. What it throws is logged and otherwise ignored.
 */
public interface WatcherListener {

  /**
   * A cursor is open: each write acknowledged from now on is seen.
   *
   * @param watcher name of the watcher
   * @param scope what it watches
   * @param engine how it reads, never {@link Engine#AUTO}
   * @param from the position it opened at
   * @param again true when a cursor had been open before
   */
  record Opened(String watcher, Scope scope, Engine engine, StartPosition from, boolean again) {}

  /**
   * The cursor was lost, and a try to open it again failed or must wait.
   *
   * @param watcher name of the watcher
   * @param scope what it watches
   * @param attempt number of the coming try, from 1, since events last came
   * @param delay how long it waits before that try
   * @param cause why the last one failed
   */
  record Reconnecting(String watcher, Scope scope, int attempt, Duration delay, Throwable cause) {}

  /**
   * The server ended the stream, since the collection or database was dropped or renamed. The
   * watcher goes on behind it and sees what is created there next.
   *
   * @param watcher name of the watcher
   * @param scope what it watches
   */
  record Invalidated(String watcher, Scope scope) {}

  /**
   * The handler threw, and gets the event again. Later events of the same document wait.
   *
   * @param watcher name of the watcher
   * @param scope what it watches
   * @param attempt how often it has failed on this event, from 1
   * @param delay how long it waits before the next try
   * @param cause what it threw
   */
  record Retrying(String watcher, Scope scope, int attempt, Duration delay, Throwable cause) {}

  /**
   * The handler threw on an event as often as the policy allows, or the server could not send it,
   * and the watcher goes on without it.
   *
   * @param watcher name of the watcher
   * @param scope what it watches
   * @param kept true when the event was put away as a dead letter, false when it was skipped
   * @param attempts how often the handler was called for it; 0 when the server could not send it
   * @param cause what the handler threw last, or why the server could not send it
   */
  record GivenUp(String watcher, Scope scope, boolean kept, int attempts, Throwable cause) {}

  /**
   * A queue drops changes, since its consumer is slower and {@link
   * dev.mongostreams.handler.Overflow} says so.
   *
   * @param watcher name of the watcher
   * @param scope what it watches
   * @param dropped how many were dropped since it began; {@link WatcherStats#dropped()} has all
   * @param over true when none has been dropped for 10 seconds, or the watcher has ended
   */
  record Dropping(String watcher, Scope scope, long dropped, boolean over) {}

  /**
   * Saving the checkpoint failed. Events go on being handled up to the limit of unsaved ones.
   *
   * @param watcher name of the watcher
   * @param scope what it watches
   * @param attempt number of the failed try, from 1, since the last one that worked
   * @param delay how long it waits before the next one
   * @param cause why it failed
   */
  record SaveFailed(String watcher, Scope scope, int attempt, Duration delay, Throwable cause) {}

  /**
   * The position that a later watcher would go on from nears the end of the server's history. When
   * it falls out of it, changes are lost: handle faster, mend what holds the watcher up, or give
   * the server a larger oplog.
   *
   * @param watcher name of the watcher
   * @param scope what it watches
   * @param usedPercent how much of the window lies behind the position, up to 100
   * @param window the time that the history holds
   * @param left how long the position stays in it
   */
  record HistoryLow(String watcher, Scope scope, int usedPercent, Duration window, Duration left) {}

  /**
   * The server answers and brings nothing, though the cluster has later changes: no majority of its
   * members has them. They come when one has, or are rolled back.
   *
   * @param watcher name of the watcher
   * @param scope what it watches
   * @param lasting how long that has been so
   */
  record Stalled(String watcher, Scope scope, Duration lasting) {}

  /**
   * What had stalled moves again.
   *
   * @param watcher name of the watcher
   * @param scope what it watches
   */
  record Moving(String watcher, Scope scope) {}

  /**
   * The watcher has ended and delivers nothing more.
   *
   * @param watcher name of the watcher
   * @param scope what it watched
   * @param failure why it failed, or null when it was stopped
   */
  record Ended(String watcher, Scope scope, @Nullable Throwable failure) {}

  /**
   * Told when a cursor has been opened, the first and each later one.
   *
   * @param opened what was opened
   */
  default void onOpened(Opened opened) {}

  /**
   * Told before each wait for another try.
   *
   * @param reconnecting what is tried
   */
  default void onReconnecting(Reconnecting reconnecting) {}

  /**
   * Told when the server ended the stream.
   *
   * @param invalidated what ended
   */
  default void onInvalidated(Invalidated invalidated) {}

  /**
   * Told each time the handler gets an event again.
   *
   * @param retrying what failed and when it is tried again
   */
  default void onRetrying(Retrying retrying) {}

  /**
   * Told each time an event is put away or skipped.
   *
   * @param givenUp what became of it
   */
  default void onGivenUp(GivenUp givenUp) {}

  /**
   * Told when history is lost: changes between a position and what the server still has were not
   * and will not be delivered. The watcher then stops, or goes on as {@link
   * WatcherBuilder#onHistoryLost} says.
   *
   * @param gap what is missing
   */
  default void onGap(Gap gap) {}

  /**
   * Told when a queue begins to drop changes, when it has dropped ten, a hundred, a thousand and so
   * on since then, and when it is over.
   *
   * @param dropping how many are gone
   */
  default void onDropping(Dropping dropping) {}

  /**
   * Told each time a checkpoint could not be saved.
   *
   * @param failed what failed
   */
  default void onSaveFailed(SaveFailed failed) {}

  /**
   * Told when the position that a later watcher would go on from has half of the server's history
   * behind it, and when it has 80 %; again only after it has come well below. Never told where
   * {@link WatcherStats#history()} is not known.
   *
   * @param low how much is left
   */
  default void onHistoryLow(HistoryLow low) {}

  /**
   * Told once when nothing has moved for 30 seconds, though it should.
   *
   * @param stalled what does not move
   */
  default void onStalled(Stalled stalled) {}

  /**
   * Told when something moves again, after {@link #onStalled}.
   *
   * @param moving what moves
   */
  default void onMoving(Moving moving) {}

  /**
   * Told once, as the last call. Not told of a watcher whose first cursor never opened: the call
   * that was to start it throws.
   *
   * @param ended how it ended
   */
  default void onEnded(Ended ended) {}
}
