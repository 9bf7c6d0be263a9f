package dev.mongostreams;

/** How a watcher reads from the server. Both ways deliver the same events in the same order. */
public enum Engine {
  /**
   * The default: {@link #COMMAND} where it can be right, {@link #DRIVER} everywhere else. {@link
   * WatcherStats#engine()} says which one runs.
   */
  AUTO,

  /**
   * The driver's own cursor. Works with every topology, read preference and client setting; costs
   * more time and garbage per event.
   */
  DRIVER,

  /**
   * Raw {@code aggregate} and {@code getMore} commands, the faster way. Only on the primary of a
   * replica set (or a direct connection to a member), without a load balancer, a client-wide {@code
   * timeoutMS} or automatic encryption; elsewhere a watcher that asks for it is refused at its
   * start.
   */
  COMMAND
}
