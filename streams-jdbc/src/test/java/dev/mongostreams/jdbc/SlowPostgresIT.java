package dev.mongostreams.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.changestream.FullDocument;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Watcher;
import dev.mongostreams.jdbc.fixture.Postgres;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A table that somebody else holds, for as long as a test wants. */
@ExtendWith(Rs0Extension.class)
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlowPostgresIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int CHANGES = 60;
  private static final int CHANGE_BYTES = 1 << 20;
  private static final long BUDGET = 6L << 20;
  private static final long LARGEST_REPLY = 16L << 20;

  private final Postgres postgres = Postgres.fresh();

  @Test
  void holdsUpTheReaderAndLosesNothing(ReplicaSet rs0, MongoDatabase database)
      throws SQLException { // 69
    MongoCollection<Document> things = database.getCollection("things");
    PostgresSync sync =
        PostgresSync.to(postgres.source())
            .tables(SyncTable.of("things").column("n", SqlType.INTEGER))
            .createTables(true)
            .build();
    try (ChangeStreams streams = ChangeStreams.connect(rs0.uri(database.getName()));
        Watcher watcher =
            streams
                .watchCollection("things")
                .fullDocument(FullDocument.UPDATE_LOOKUP)
                .reading(read -> read.byteBudget(BUDGET))
                .into("things", sync)
                .start()) {
      try (Connection holder = postgres.source().getConnection()) {
        hold(holder);
        for (int n = 1; n <= CHANGES; n++) {
          things.insertOne(
              new Document("_id", n).append("n", n).append("filling", "x".repeat(CHANGE_BYTES)));
          assertWithinBudget(watcher);
        }
        Awaitility.await()
            .atMost(LIMIT)
            .until(() -> watcher.stats().bytesInFlight() > BUDGET / 2 && isWaitedFor());
        assertWithinBudget(watcher);
        assertThat(watcher.stats().events()).isLessThan(CHANGES);
        holder.commit();
      }

      Awaitility.await().atMost(LIMIT).until(() -> watcher.stats().events() == CHANGES);
      assertThat(postgres.rows("SELECT count(*), sum(n) FROM things"))
          .containsExactly(CHANGES + "|" + CHANGES * (CHANGES + 1) / 2);
      Awaitility.await().atMost(LIMIT).until(() -> watcher.stats().bytesInFlight() == 0);
    }
  }

  private static void hold(Connection holder) throws SQLException {
    holder.setAutoCommit(false);
    try (Statement statement = holder.createStatement()) {
      statement.execute("LOCK TABLE things IN SHARE MODE"); // reads may pass
    }
  }

  private boolean isWaitedFor() {
    return postgres.number("SELECT count(*) FROM pg_locks WHERE NOT granted") > 0;
  }

  private static void assertWithinBudget(Watcher watcher) {
    assertThat(watcher.stats().bytesInFlight()).isLessThanOrEqualTo(BUDGET + LARGEST_REPLY);
  }
}
