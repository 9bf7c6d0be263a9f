package dev.mongostreams;

/** Where a watcher is in its life. A watcher that no longer reads never shows {@link #RUNNING}. */
public enum WatcherState {
  /** Its first cursor is not open yet; nothing has been delivered. */
  STARTING,
  /** Its cursor is open: it delivers, or there is nothing to deliver. */
  RUNNING,
  /** Its cursor was lost after it had been open; it keeps trying to go on from where it was. */
  RECONNECTING,
  /** It was asked to pause: it reads and hands over nothing until it is asked to go on. */
  PAUSED,
  /** It reads no more, since it was stopped or failed, and hands over what is in memory. */
  DRAINING,
  /** It was asked to stop and has stopped, or it has delivered all it was asked for. Final. */
  STOPPED,
  /** It could not go on; {@link Watcher#failure()} says why. Final. */
  FAILED
}
