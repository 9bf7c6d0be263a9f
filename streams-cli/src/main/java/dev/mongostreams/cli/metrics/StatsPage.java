package dev.mongostreams.cli.metrics;

import dev.mongostreams.Operation;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherStats;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a watcher as JSON. What is not known is left out; tokens are, as they hold keys.
 */
final class StatsPage {
  private static final JsonWriterSettings RELAXED =
      JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

  private StatsPage() {}

  static String of(Watcher watcher) {
    return of(watcher.name(), watcher.scope().toString(), watcher.stats());
  }

  static String of(String name, String scope, WatcherStats stats) {
    BsonDocument page =
        new BsonDocument("watcher", new BsonString(name))
            .append("scope", new BsonString(scope))
            .append("state", new BsonString(stats.state().name()))
            .append("ready", BsonBoolean.valueOf(Readiness.hindrance(stats) == null))
            .append("engine", new BsonString(stats.engine().name()))
            .append("operations", operations(stats.operations()));
    counts(page, stats);
    time(page, "startedAt", stats.startedAt());
    time(page, "lastEventAt", stats.lastEventAt());
    position(page, "handledUpTo", stats.handledUpTo());
    position(page, "savedUpTo", stats.savedUpTo());
    seconds(page, "readLagSeconds", stats.lag().read());
    seconds(page, "handledLagSeconds", stats.lag().handled());
    seconds(page, "savedLagSeconds", stats.lag().saved());
    seconds(page, "historyWindowSeconds", stats.history().window());
    seconds(page, "historyLeftSeconds", stats.history().left());
    time(page, "stalledSince", stats.stalledSince());
    Throwable failure = stats.failure();
    if (failure != null) {
      page.append("failure", new BsonString(failure.getClass().getSimpleName()));
    }
    return page.toJson(RELAXED);
  }

  private static void counts(BsonDocument page, WatcherStats stats) {
    count(page, "events", stats.events());
    count(page, "errors", stats.errors());
    count(page, "reopens", stats.reopens());
    count(page, "retries", stats.retries());
    count(page, "deadLetters", stats.deadLetters());
    count(page, "skipped", stats.skipped());
    count(page, "dropped", stats.dropped());
    count(page, "gaps", stats.gaps());
    count(page, "bytesInFlight", stats.bytesInFlight());
  }

  private static BsonDocument operations(Map<Operation, Long> operations) {
    BsonDocument counts = new BsonDocument();
    operations.forEach(
        (operation, count) ->
            count(counts, operation == Operation.OTHER ? "other" : operation.serverName(), count));
    return counts;
  }

  private static void count(BsonDocument page, String name, long count) {
    page.append(name, new BsonInt64(count));
  }

  private static void seconds(BsonDocument page, String name, @Nullable Duration length) {
    if (length != null) {
      page.append(name, new BsonInt64(length.toSeconds()));
    }
  }

  private static void time(BsonDocument page, String name, @Nullable Instant time) {
    if (time != null) {
      page.append(name, new BsonString(time.toString()));
    }
  }

  private static void position(BsonDocument page, String name, @Nullable StartPosition position) {
    BsonTimestamp time = position == null ? null : position.clusterTime();
    if (time != null) {
      time(page, name, Instant.ofEpochSecond(Integer.toUnsignedLong(time.getTime())));
    }
  }
}
