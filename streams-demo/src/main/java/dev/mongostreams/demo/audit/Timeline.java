package dev.mongostreams.demo.audit;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.mongostreams.ResumeToken;
import dev.mongostreams.StartPosition;
import dev.mongostreams.WatcherStats;
import dev.mongostreams.audit.AuditRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log as it grows and prints it, by a thread of its own. Each half second it reads what
 * lies behind the row it read last and at or below the position that was handled: above it, rows of
 * one batch may not all be there. What would scroll by too fast is counted. Close it to end it.
 */
final class Timeline implements AutoCloseable {
  private static final long LOOK_EVERY_MS = 500;
  private static final int MOST_ROWS = 1_000;
  private static final int MOST_LINES = 12;

  private final MongoCollection<BsonDocument> rows;
  private final Supplier<WatcherStats> stats;
  private final TimelineText text;
  private final Consumer<String> out;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread reader = new Thread(this::readOn, "audit-timeline");
  private String last = "";

  /**
   * Makes a timeline that is to be started.
   *
   * @param stats of the watcher that keeps the log
   */
  Timeline(
      MongoCollection<BsonDocument> rows,
      Supplier<WatcherStats> stats,
      TimelineText text,
      Consumer<String> out) {
    this.rows = rows;
    this.stats = stats;
    this.text = text;
    this.out = out;
    reader.setDaemon(true);
  }

  void start() {
    text.head().forEach(out);
    reader.start();
  }

  /** Prints what is there by now, and ends. */
  @Override
  public void close() {
    ended.countDown();
    try {
      reader.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void readOn() {
    try {
      while (!ended.await(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
        read();
      }
      read();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    String upTo = handled(stats.get().handledUpTo());
    if (upTo.compareTo(last) <= 0) {
      return;
    }
    Bson next = Filters.and(Filters.gt("_id", last), Filters.lte("_id", upTo));
    List<AuditRecord> records =
        rows.find(next)
            .sort(Sorts.ascending("_id"))
            .limit(MOST_ROWS)
            .map(AuditRecord::parse)
            .into(new ArrayList<>());
    long more = records.size() < MOST_ROWS ? 0 : rows.countDocuments(next) - MOST_ROWS;
    print(folded(records), more);
    last = upTo;
  }

  /** Before the first batch the position is a time, and there are no rows. */
  private static String handled(@Nullable StartPosition position) {
    ResumeToken token =
        position instanceof StartPosition.After after
            ? after.token()
            : position instanceof StartPosition.StartAfter behind ? behind.token() : null;
    return token == null ? "" : token.toString();
  }

  /** What programs insert all the time goes together: the first one stands for all. */
  private static List<List<AuditRecord>> folded(List<AuditRecord> records) {
    Map<String, List<AuditRecord>> groups = new LinkedHashMap<>();
    for (AuditRecord record : records) {
      boolean alike =
          record.operation().equals("insert")
              && record.who() == null
              && record.transaction() == null;
      groups
          .computeIfAbsent(alike ? record.collection() : record.id(), any -> new ArrayList<>())
          .add(record);
    }
    return List.copyOf(groups.values());
  }

  private void print(List<List<AuditRecord>> groups, long more) {
    Set<List<AuditRecord>> shown = shown(groups);
    long left = more;
    for (List<AuditRecord> group : groups) {
      if (shown.contains(group)) {
        out.accept(text.line(group.get(0), group.size()));
      } else {
        left += group.size();
      }
    }
    if (left > 0) {
      out.accept(text.more(left));
    }
  }

  /** Where not all can be shown, people go before programs. */
  private static Set<List<AuditRecord>> shown(List<List<AuditRecord>> groups) {
    return groups.stream()
        .sorted(Comparator.comparing(group -> group.get(0).who() == null))
        .limit(MOST_LINES)
        .collect(Collectors.toCollection(() -> Collections.newSetFromMap(new IdentityHashMap<>())));
  }
}
