package dev.mongostreams.demo.feed;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The last changes of a stream, in order, for any number of browsers that come and go. Bounded:
 * when it is full the oldest change goes. Whoever appends never waits for a browser. Any thread may
 * use it.
 */
public final class EventFeed {
  private static final int MOST_COLLECTIONS = 100;

  /** What somebody sees who comes for the first time. */
  private static final int RECENT = 100;

  private final String stream;
  private final String id = UUID.randomUUID().toString();
  private final int capacity;

  /** By token, oldest first. The numbers have no hole. */
  private final LinkedHashMap<String, FeedEntry> entries = new LinkedHashMap<>();

  private final List<BrowserQueue> browsers = new ArrayList<>();
  private final Map<String, Long> operations = new TreeMap<>();
  private final Map<String, Long> collections = new TreeMap<>();
  private long last;
  private long repeated;
  private String startToken = "";
  private String lastToken = "";

  /**
   * Creates an empty feed.
   *
   * @param stream what is watched, as text that no other stream has
   * @param capacity how many changes it keeps, at least 1
   */
  public EventFeed(String stream, int capacity) {
    this.stream = stream;
    this.capacity = capacity;
  }

  /**
   * Says how far the stream has been read without a change, so that a browser that has seen nothing
   * yet has a position too. Does nothing once there is a change.
   *
   * @param token the position
   */
  public synchronized void readTo(String token) {
    if (last == 0) {
      startToken = token;
      lastToken = token;
    }
  }

  /**
   * Takes a change in, and gives it to each browser.
   *
   * @param row the change; one whose token is here already is counted as repeated, and left out
   */
  public synchronized void append(FeedRow row) {
    if (entries.containsKey(row.token())) {
      repeated++;
      return;
    }
    // region append
    FeedEntry entry = new FeedEntry(++last, row);
    entries.put(row.token(), entry);
    if (entries.size() > capacity) {
      dropOldest();
    }
    browsers.forEach(browser -> browser.offer(entry)); // never waits: a full queue drops
    // endregion
    lastToken = row.token();
    count(row);
  }

  /**
   * Gives a browser what it has not seen, and from then on each change, with nothing between the
   * two.
   *
   * @param browser where changes go
   * @param seen how far it has come in this very feed. What is not kept any more is told to it as
   *     not shown
   */
  public synchronized void resume(BrowserQueue browser, FeedPosition seen) {
    join(browser, seen.number() + 1);
  }

  /**
   * Gives a browser all that has come behind a change, and from then on each change.
   *
   * @param browser where changes go. What is not kept any more is told to it as not shown
   * @param token of the change. When it is not here it lies before the feed, and the browser gets
   *     all that has come
   */
  public synchronized void joinBehind(BrowserQueue browser, String token) {
    FeedEntry known = entries.get(token);
    join(browser, known == null ? 1 : known.number() + 1);
  }

  /**
   * Gives a browser the newest changes it wants, and from then on each change.
   *
   * @param browser where changes go; a second time it begins anew, with its filter of now
   */
  public synchronized void joinRecent(BrowserQueue browser) {
    leave(browser);
    List<FeedEntry> wanted =
        entries.values().stream().filter(entry -> browser.wants(entry.row())).toList();
    wanted.subList(Math.max(0, wanted.size() - RECENT), wanted.size()).forEach(browser::offer);
    browser.lookedAt(last, lastToken);
    browsers.add(browser);
  }

  /**
   * Gives a browser no more.
   *
   * @param browser which may have left already
   */
  public synchronized void leave(BrowserQueue browser) {
    browsers.remove(browser);
  }

  /**
   * Returns whether a change is kept.
   *
   * @param token its resume token as text
   * @return false when it has gone, or has never been here
   */
  public synchronized boolean holds(String token) {
    return entries.containsKey(token);
  }

  /**
   * Returns the position behind a change.
   *
   * @param number its number
   * @param token its resume token as text
   * @return the position, for a browser to keep
   */
  public FeedPosition position(long number, String token) {
    return new FeedPosition(stream, id, number, token);
  }

  /**
   * Returns whether a position was given by this very feed, so that its number means something.
   *
   * @param position what a browser brought along
   * @return false also for a position before the feed begins
   */
  public synchronized boolean gave(FeedPosition position) {
    boolean within = position.number() > 0 && position.number() <= last;
    boolean atTheStart = position.number() == 0 && position.token().equals(startToken);
    return follows(position) && position.feed().equals(id) && (within || atTheStart);
  }

  /**
   * Returns whether a position belongs to the stream, from this feed or one before it.
   *
   * @param position what a browser brought along
   * @return false when it is of another stream
   */
  public boolean follows(FeedPosition position) {
    return position.stream().equals(stream);
  }

  /**
   * Returns what has come in so far.
   *
   * @return figures of one moment
   */
  public synchronized FeedTotals totals() {
    return new FeedTotals(last, repeated, new TreeMap<>(operations), new TreeMap<>(collections));
  }

  private void join(BrowserQueue browser, long from) {
    if (oldest() > from) {
      browser.skip(oldest() - from);
    }
    for (FeedEntry entry : entries.values()) {
      if (entry.number() >= from) {
        browser.offer(entry);
      }
    }
    browser.lookedAt(last, lastToken);
    browsers.add(browser);
  }

  /** The number of the oldest entry; of the one that comes next while there is none. */
  private long oldest() {
    return last - entries.size() + 1;
  }

  private void dropOldest() {
    Iterator<FeedEntry> oldest = entries.values().iterator();
    oldest.next();
    oldest.remove();
  }

  private void count(FeedRow row) {
    operations.merge(row.operation(), 1L, Long::sum);
    if (collections.size() < MOST_COLLECTIONS || collections.containsKey(row.collection())) {
      collections.merge(row.collection(), 1L, Long::sum);
    }
  }
}
