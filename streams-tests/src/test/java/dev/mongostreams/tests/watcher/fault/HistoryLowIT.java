package dev.mongostreams.tests.watcher.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.mongostreams.Engine;
import dev.mongostreams.WatcherListener.HistoryLow;
import dev.mongostreams.WatcherStats.History;
import dev.mongostreams.internal.run.Handling;
import dev.mongostreams.internal.run.Historian;
import dev.mongostreams.internal.run.Patience;
import dev.mongostreams.internal.run.RunningWatcher;
import dev.mongostreams.internal.source.Oplog;
import dev.mongostreams.internal.watch.WatchOptions;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.tests.watcher.fixture.Heard;
import dev.mongostreams.tests.watcher.fixture.Limits;
import dev.mongostreams.tests.watcher.fixture.Received;
import dev.mongostreams.tests.watcher.fixture.Unbuilt;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A handler does not come back while others fill the oplog, the smallest one there can be. */
final class HistoryLowIT {
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int FILLING_BYTES = 6 << 10;

  private static ReplicaSet rs0;
  private static MongoClient client;

  private final Received received = new Received();
  private final Heard heard = new Heard();
  private final CountDownLatch free = new CountDownLatch(1);

  @BeforeAll
  static void startServer() {
    rs0 = ReplicaSet.builder().oplogMb(1).argument("--syncdelay", "1").start();
    client = MongoClients.create(rs0.uri());
  }

  @AfterAll
  static void endServer() {
    client.close();
    rs0.close();
  }

  @Test
  void aPositionThatNearsTheEndOfTheOplogIsToldInTime() { // 72
    MongoDatabase database = client.getDatabase(rs0.freshDatabase());
    Historian historian = new Historian(() -> Oplog.window(client), PAUSE);
    RunningWatcher watcher = watcher(database);
    historian.follow(watcher);
    watcher.start(
        new Handling.Each(
            change -> {
              Limits.open(free);
              received.onChange(change);
            }));
    Limits.until("the window is known", () -> history(watcher).left() != null);
    BsonTimestamp begin = Oplog.window(client).newest();
    fill(database, "it is full", () -> Oplog.window(client).oldest().compareTo(begin) > 0);
    assertThat(heard.of(HistoryLow.class)).as("nothing is waiting").isEmpty();

    database.getCollection("predictions").insertOne(new Document("_id", 1));
    fill(database, "80 % are told", () -> usedPercent().stream().anyMatch(used -> used >= 80));

    List<Integer> used = usedPercent();
    // So small an oplog is cut in leaps, after which half of it may be used up once more.
    assertThat(used).as("no notice for each look").hasSizeLessThan(10);
    assertThat(used).allMatch(percent -> percent >= 50);
    free.countDown();
    received.awaitId(1);
    Limits.until(
        "the position has come up",
        () -> {
          History now = history(watcher);
          return now.left() != null && now.left().multipliedBy(2).compareTo(now.window()) > 0;
        });
    watcher.stop();
    historian.close();
  }

  private RunningWatcher watcher(MongoDatabase database) {
    return Unbuilt.watcher(
        Unbuilt.source(
            Engine.COMMAND,
            client,
            database.getCollection("predictions").getNamespace(),
            read -> read),
        WatchOptions.named("slow").drainTimeout(Duration.ofMillis(100)).listener(heard),
        Patience.asking(() -> true));
  }

  private static History history(RunningWatcher watcher) {
    return watcher.stats().history();
  }

  private List<Integer> usedPercent() {
    return heard.of(HistoryLow.class).stream().map(HistoryLow::usedPercent).toList();
  }

  /** Writes at an even pace, so that the window has some seconds. */
  private static void fill(MongoDatabase database, String until, Callable<Boolean> enough) {
    String filling = "x".repeat(FILLING_BYTES);
    Awaitility.await(until)
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(25))
        .until(
            () -> {
              database.getCollection("filling").insertOne(new Document("filling", filling));
              return enough.call();
            });
  }
}
