package dev.mongostreams;

/**
 * Handles change events, one at a time and in the order of the stream.
 *
 * <p>Called by one thread at a time: after {@link WatcherBuilder#start()} by a thread of the
 * watcher's own, not always the same one, since the thread that reads calls a quick handler itself;
 * in {@link WatcherBuilder#run()} by the calling thread. What one call has written the next one
 * sees. An event counts as handled when this method returns. When it throws, the same event is
 * handed over again, or given up, or the watcher stops with a {@link
 * dev.mongostreams.failure.HandlerFailedException}, as {@link WatcherBuilder#onFailure} says.
 * Blocking here is fine: the reader stops reading when the byte budget is used up, and nothing is
 * dropped.
 */
@FunctionalInterface
public interface ChangeHandler {

  /**
   * Handles one event.
   *
   * @param change the event; its bytes stay valid for as long as it is referenced, but a reference
   *     kept after this method returns holds on to the whole reply it came in (up to 16 MB), so
   *     keep {@link ChangeEvent#detach()} instead
   * @throws Exception whatever went wrong
   */
  void onChange(ChangeEvent change) throws Exception;
}
