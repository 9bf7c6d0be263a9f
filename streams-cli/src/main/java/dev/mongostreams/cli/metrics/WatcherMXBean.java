package dev.mongostreams.cli.metrics;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures of a watcher for JMX, each as {@link dev.mongostreams.WatcherStats} has it. */
public interface WatcherMXBean {
  /**
   * What it watches.
   *
   * @return the scope
   */
  String getScope();

  /**
   * Where it is in its life.
   *
   * @return name of the state
   */
  String getState();

  /**
   * Whether it is ready.
   *
   * @return true when its cursor is open and it knows its lag
   */
  boolean isReady();

  /**
   * Events handled by kind.
   *
   * @return the count of each kind that has come
   */
  Map<String, Long> getOperations();

  /**
   * Events handled.
   *
   * @return their count
   */
  long getEvents();

  /**
   * Failures seen.
   *
   * @return their count
   */
  long getErrors();

  /**
   * Cursors opened after the first.
   *
   * @return their count
   */
  long getReopens();

  /**
   * How often history was lost.
   *
   * @return the count
   */
  long getGaps();

  /**
   * Replies in memory.
   *
   * @return their size
   */
  long getBytesInFlight();

  /**
   * How far reading is behind.
   *
   * @return seconds, or null while not known
   */
  @Nullable Long getReadLagSeconds();

  /**
   * How far the output is behind.
   *
   * @return seconds, or null while not known
   */
  @Nullable Long getHandledLagSeconds();

  /**
   * How far the checkpoint is behind.
   *
   * @return seconds, or null while not known and without one
   */
  @Nullable Long getSavedLagSeconds();

  /**
   * How long the position stays in the server's history.
   *
   * @return seconds, or null while not known
   */
  @Nullable Long getHistoryLeftSeconds();

  /**
   * When the last event was finished.
   *
   * @return as an instant, or null before the first one
   */
  @Nullable String getLastEventAt();
}
