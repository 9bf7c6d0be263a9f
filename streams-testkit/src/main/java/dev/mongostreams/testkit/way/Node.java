package dev.mongostreams.testkit.way;

import dev.mongostreams.testkit.fault.FaultProxy;
import org.jspecify.annotations.Nullable;

/** One mongod that is ours. Calls come from one thread at a time. */
public interface Node {

  /**
   * Returns the name it has in the configuration of the set.
   *
   * @return host and port, as every client sees them
   */
  String address();

  /**
   * Returns whether the process runs.
   *
   * @return false after a kill, a stop, or a death of its own
   */
  boolean running();

  /** Ends it as {@code kill -9} does and returns when it is gone. */
  void kill();

  /** Ends it in order and returns when it is gone. */
  void stop();

  /** Starts it on the data it has; returns as soon as the process runs. */
  void start();

  /**
   * Returns the end of its log, for the text of an error.
   *
   * @return a few lines, or an empty text
   */
  String logTail();

  /**
   * Returns the proxy between it and its clients.
   *
   * @return null if clients reach it directly
   */
  @Nullable FaultProxy proxy();
}
