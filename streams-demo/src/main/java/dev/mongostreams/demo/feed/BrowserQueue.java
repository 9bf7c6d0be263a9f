package dev.mongostreams.demo.feed;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * What one browser has still to get. Bounded: a browser that does not keep up loses the oldest
 * changes, never the newest, and is told how many. Nobody waits for it. Any thread may use it.
 */
public final class BrowserQueue {
  private final int capacity;
  private final ArrayDeque<FeedEntry> waiting = new ArrayDeque<>();
  private FeedFilter filter = FeedFilter.ALL;
  private long skipped;
  private boolean more;
  private long number;
  private String token = "";

  /**
   * What a browser gets next. Immutable.
   *
   * @param rows the changes, oldest first
   * @param number of the last change that was looked at for it
   * @param token of that change
   * @param skipped how many changes it has not been shown so far
   * @param more whether there were more than that, which nobody has counted
   */
  public record Taken(List<FeedRow> rows, long number, String token, long skipped, boolean more) {}

  /**
   * Creates an empty queue that wants everything.
   *
   * @param capacity how many changes may wait, at least 1
   */
  public BrowserQueue(int capacity) {
    this.capacity = capacity;
  }

  /**
   * Changes what it wants, and begins anew: what waits was chosen by the filter before, and so was
   * what was counted as not shown.
   *
   * @param wanted the filter from now on
   */
  public synchronized void filter(FeedFilter wanted) {
    filter = wanted;
    waiting.clear();
    skipped = 0;
    more = false;
  }

  /**
   * Takes a change that is not in the feed, as it lies before it.
   *
   * @param row the change
   */
  public void offer(FeedRow row) {
    offer(new FeedEntry(0, row));
  }

  synchronized void offer(FeedEntry entry) {
    if (!filter.wants(entry.row())) {
      lookedAt(entry.number(), entry.row().token());
      return;
    }
    // region offer
    if (waiting.size() == capacity) {
      waiting.removeFirst(); // the newest state wins
      skipped++;
    }
    waiting.addLast(entry);
    // endregion
  }

  /**
   * Counts changes that it is not shown.
   *
   * @param count how many
   */
  public synchronized void skip(long count) {
    skipped += count;
  }

  /** Notes that changes are missing and nobody can say how many. */
  public synchronized void skipMore() {
    more = true;
  }

  synchronized boolean wants(FeedRow row) {
    return filter.wants(row);
  }

  /** Notes how far has been looked, when nothing waits that comes before it. */
  synchronized void lookedAt(long lookedNumber, String lookedToken) {
    if (waiting.isEmpty()) {
      number = lookedNumber;
      token = lookedToken;
    }
  }

  /**
   * Returns whether a change waits.
   *
   * @return false when {@link #take} would bring none
   */
  public synchronized boolean hasMore() {
    return !waiting.isEmpty();
  }

  /**
   * Takes the oldest changes out.
   *
   * @param most how many at most
   * @return them, and how far the browser has come with them
   */
  public synchronized Taken take(int most) {
    List<FeedRow> rows = new ArrayList<>();
    while (rows.size() < most && !waiting.isEmpty()) {
      FeedEntry entry = waiting.removeFirst();
      rows.add(entry.row());
      number = entry.number();
      token = entry.row().token();
    }
    return new Taken(rows, number, token, skipped, more);
  }
}
