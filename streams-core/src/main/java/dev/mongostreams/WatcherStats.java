package dev.mongostreams;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a watcher has done so far, at one moment. Immutable.
 *
 * @param state where it is in its life
 * @param engine how it reads; {@link Engine#AUTO} until that is decided
 * @param events events handed to the handler, or polled from the queue, and finished
 * @param operations the same by kind, without the kinds that have not come
 * @param errors failures seen: of the cursor, of opening it again, of the handler
 * @param reopens how often a cursor was opened again after the first one
 * @param retries how often the handler got an event again after it had thrown
 * @param deadLetters events that were put away after that
 * @param skipped events that were skipped after that, or since their document was gone and {@link
 *     dev.mongostreams.handler.MissingDocument} says so
 * @param dropped events that a queue had no space for and dropped, as its {@link
 *     dev.mongostreams.handler.Overflow} says
 * @param gaps how often history was lost
 * @param bytesInFlight bytes of replies that are in memory now
 * @param startedAt when the watcher was started
 * @param lastEventAt when the last event was finished, or null before the first one
 * @param handledUpTo the position up to which everything has been handled, from which a later
 *     watcher loses nothing; null until the first cursor is open
 * @param savedUpTo the position in the checkpoint, from which a later watcher goes on by itself;
 *     null without a checkpoint, and until the first save
 * @param lag how far it is behind the server
 * @param history how much of the server's history is left to it
 * @param stalledSince since when the server has answered and brought nothing, though the cluster
 *     has later changes: no majority of its members has them. Null while anything moves, and while
 *     the watcher is paused or has no cursor
 * @param failure why it failed, or null
 */
public record WatcherStats(
    WatcherState state,
    Engine engine,
    long events,
    Map<Operation, Long> operations,
    long errors,
    long reopens,
    long retries,
    long deadLetters,
    long skipped,
    long dropped,
    long gaps,
    long bytesInFlight,
    Instant startedAt,
    @Nullable Instant lastEventAt,
    @Nullable StartPosition handledUpTo,
    @Nullable StartPosition savedUpTo,
    Lag lag,
    History history,
    @Nullable Instant stalledSince,
    @Nullable Throwable failure) {

  /**
   * How far positions lie behind the newest change in the cluster, in whole seconds, by the
   * server's clock and what has passed since: it grows while the server cannot be reached, and
   * while a majority of the members does not have that change. Each is null until it is known. On
   * an idle or filtered stream the position moves with the server, so the lag stays small.
   *
   * @param read of what has been read
   * @param handled of {@link WatcherStats#handledUpTo()}
   * @param saved of {@link WatcherStats#savedUpTo()}; null without a checkpoint
   */
  public record Lag(
      @Nullable Duration read, @Nullable Duration handled, @Nullable Duration saved) {}

  /**
   * How much of the server's history, its oplog, is left to the position that a later watcher would
   * go on from: {@link WatcherStats#savedUpTo()}, or {@link WatcherStats#handledUpTo()} without a
   * checkpoint. The server is asked twice a minute. Both are null until it has answered, and as
   * long as the user may not {@code read} the database {@code local}; on a sharded cluster always.
   *
   * @param window the time that the history holds, at the rate of the writes that are in it
   * @param left how long the position stays in it, if it does not move and the server writes on at
   *     that rate; null also while the lag of that position is
   */
  public record History(@Nullable Duration window, @Nullable Duration left) {}
}
