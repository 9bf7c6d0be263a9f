package dev.mongostreams.internal.watch;

import dev.mongostreams.ChangeHandler;
import dev.mongostreams.Operation;
import dev.mongostreams.StartPosition;
import dev.mongostreams.WatcherListener;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a watcher runs, apart from what it asks the server for. Immutable.
 *
 * @param name for logs, notices and thread names
 * @param wanted the kinds to hand over; empty for all
 * @param startAt where to begin
 * @param byteBudget bytes of replies that may be alive
 * @param batchSize the user's bound of a reply, or 0
 * @param capacity how many events may wait in a queue, or 0 when a handler takes them
 * @param connectTimeout limit of the first opening
 * @param drainTimeout limit of a stop
 * @param handler who takes the events, or null when a queue does
 * @param listener who is told
 */
public record WatchOptions(
    String name,
    Set<Operation> wanted,
    StartPosition startAt,
    long byteBudget,
    int batchSize,
    int capacity,
    Duration connectTimeout,
    Duration drainTimeout,
    @Nullable ChangeHandler handler,
    WatcherListener listener) {
  /** 12 MiB: three replies of 4 MiB, one handled, one ready, one in flight. */
  public static final long DEFAULT_BYTE_BUDGET = 12L << 20;

  /** Below this a reply would hold a handful of small events, and round trips would dominate. */
  public static final long MIN_BYTE_BUDGET = 64L << 10;

  /**
   * Events a reply may bring, or 0 for no bound: a queue is half full when the other half is read.
   */
  public int replyEvents() {
    int half = Math.max(1, capacity / 2);
    if (capacity == 0) {
      return batchSize;
    }
    return batchSize == 0 ? half : Math.min(batchSize, half);
  }

  /** Tells whether an event of this kind goes to the handler. */
  public boolean wants(Operation operation) {
    return wanted.isEmpty() || wanted.contains(operation);
  }

  public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);
  public static final Duration DEFAULT_DRAIN_TIMEOUT = Duration.ofSeconds(10);
}
