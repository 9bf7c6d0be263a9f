package dev.mongostreams.jdbc.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.changestream.FullDocument;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.jdbc.fixture.Outcome;
import dev.mongostreams.jdbc.fixture.Postgres;
import dev.mongostreams.jdbc.fixture.Writers;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import dev.mongostreams.testkit.postgres.PostgresServer;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL of the syncing process, and of PostgreSQL, again and again while somebody writes: each
 * change has its effect once. {@code -Dstreams.kills=N} for another number of kills.
 */
@ExtendWith(Rs0Extension.class)
@Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KillIT {
  private static final int KILLS = Integer.getInteger("streams.kills", 50);
  private static final int SERVER_KILLS = Math.max(1, KILLS / 10);

  @TempDir Path dir;

  private final Random random = new Random(77);
  private String uri;
  private MongoCollection<Document> things;
  private BsonTimestamp start;

  @BeforeEach
  void begin(ReplicaSet rs0, MongoClient client, MongoDatabase database) {
    uri = rs0.uri(database.getName());
    things = database.getCollection("things");
    Document pong = client.getDatabase("admin").runCommand(new Document("ping", 1));
    BsonTimestamp now = pong.get("operationTime", BsonTimestamp.class);
    start = new BsonTimestamp(now.getTime(), now.getInc() + 1);
  }

  @Test
  void aKilledSyncRepeatsAndLosesNothing() throws Exception { // 33
    Postgres postgres = Postgres.fresh();
    Outcome outcome = Outcome.in(postgres);
    Child.Start starts =
        new Child.Start(uri, postgres.url(), start.getValue(), dir.resolve("classes.jsa"));
    starts.prepare();
    long begunNanos = System.nanoTime();
    Writers writers = Writers.start(things);
    Child next = starts.child();
    int killed = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      Child child = next;
      next = starts.child();
      child.await("ready");
      child.go();
      if (kill % 5 != 0) {
        child.await("first");
      }
      TimeUnit.MILLISECONDS.sleep(random.nextInt(600));
      killed += child.kill() ? 1 : 0;
    }
    writers.end();
    next.await("ready");
    next.go();
    outcome.awaitLast();
    next.kill();

    assertThat(killed).as("kills that hit a running process").isEqualTo(KILLS);
    int changes = outcome.assertExact(things, start);
    System.out.printf(
        "%d kills of the sync in %d s: %,d changes, each once%n",
        KILLS, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begunNanos), changes);
  }

  @Test
  void aKilledPostgresRepeatsAndLosesNothing() throws Exception {
    try (PostgresServer server = PostgresServer.start();
        ChangeStreams streams = ChangeStreams.connect(uri)) {
      Outcome outcome = Outcome.in(Postgres.of(server));
      Writers writers = Writers.start(things);
      try (Watcher watcher =
          streams
              .watchCollection("things")
              .startAt(StartPosition.at(start))
              .fullDocument(FullDocument.UPDATE_LOOKUP)
              .into("things", Outcome.sync(outcome.postgres().url(), () -> {}))
              .start()) {
        for (int kill = 1; kill <= SERVER_KILLS; kill++) {
          TimeUnit.MILLISECONDS.sleep(200 + random.nextInt(600));
          server.kill();
          server.restart();
        }
        writers.end();
        outcome.awaitLast();
        assertThat(watcher.stats().retries()).as("of the handler").isZero();
      }

      int changes = outcome.assertExact(things, start);
      System.out.printf("%d kills of PostgreSQL: %,d changes, each once%n", SERVER_KILLS, changes);
    }
  }
}
