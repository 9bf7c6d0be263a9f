package dev.mongostreams.handler;

import dev.mongostreams.ChangeEvent;
import java.util.concurrent.CompletionStage;

/**
 * Handles change events without holding a thread while they are under way, as a client of a remote
 * service does that answers later.
 *
 * <p>Called by one thread, whatever {@link dev.mongostreams.WatcherBuilder#parallel} says: that
 * bounds how many events are under way at once. The next event of a document is handed over when
 * the stage of the one before has completed; with one worker that holds for the whole stream. An
 * event counts as handled when its stage completes. A stage that fails, a call that throws, and one
 * that returns null are treated alike, as {@link dev.mongostreams.WatcherBuilder#onFailure} says. A
 * stage that never completes holds the position, and a stop waits for it no longer than the drain
 * timeout.
 */
@FunctionalInterface
public interface AsyncHandler {

  /**
   * Begins to handle one event.
   *
   * @param change the event; its bytes keep the whole reply in memory until the stage completes, so
   *     take from it what is needed
   * @return completes when the event is handled; its value is ignored
   * @throws Exception whatever went wrong
   */
  CompletionStage<?> onChange(ChangeEvent change) throws Exception;
}
