package dev.mongostreams.handler;

import dev.mongostreams.ChangeEvent;
import java.util.List;

/**
 * Handles several change events at once, as a bulk write or a pipeline of commands does. What is
 * there is handed over, up to the limit given to {@link
 * dev.mongostreams.WatcherBuilder#onBatch(int, BatchHandler)}: nothing waits for a batch to become
 * full.
 *
 * <p>Called by one thread at a time; with {@link dev.mongostreams.WatcherBuilder#parallel} by as
 * many as there are workers, each with documents of its own. The events of a batch are in the order
 * of the stream, and count as handled when the call returns. When it throws, the same events are
 * handed over again, as {@link dev.mongostreams.WatcherBuilder#onFailure} says. A batch that keeps
 * failing is handed over event by event, so that the policy meets the one event that fails, and not
 * its neighbours: those may come more often than once.
 */
@FunctionalInterface
public interface BatchHandler {

  /**
   * Handles the next events.
   *
   * @param changes at least one event, in order; the list and the bytes of its events belong to
   *     this call, so keep {@link ChangeEvent#detach()} of what is to outlive it
   * @throws Exception whatever went wrong
   */
  void onBatch(List<ChangeEvent> changes) throws Exception;
}
