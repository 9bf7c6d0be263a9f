package dev.mongostreams.demo.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.mongostreams.demo.postgres.PostgresPool;
import dev.mongostreams.demo.postgres.PostgresUrl;
import dev.mongostreams.testkit.Rs0Extension;
import dev.mongostreams.testkit.postgres.PostgresServer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the example counts must be able to be something else than zero. */
@ExtendWith(Rs0Extension.class)
class RowComparisonIT {
  private static PostgresServer server;

  private PostgresPool pool;
  private MongoCollection<Document> things;

  @BeforeAll
  static void start() {
    server = PostgresServer.start();
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @BeforeEach
  void storeThreeOfEach(MongoDatabase database) {
    pool = PostgresPool.open(PostgresUrl.parse(server.freshSchema()));
    things = database.getCollection("things");
    Date at = Date.from(Instant.parse("2026-11-23T07:00:00.123Z"));
    for (int number = 1; number <= 3; number++) {
      things.insertOne(
          new Document("_id", key(number))
              .append("id", (long) number)
              .append("value", 0.1)
              .append("at", at)
              .append("list", new Document("a", List.of(1, "x"))));
    }
    pool.update(
        "CREATE TABLE things (\"_id\" text, id bigint, value double precision,"
            + " at timestamp with time zone, list jsonb)");
    for (int number = 1; number <= 3; number++) {
      pool.update(
          "INSERT INTO things VALUES (?, ?, 0.1, '2026-11-23 07:00:00.123Z', '{\"a\":[1,\"x\"]}')",
          key(number).toHexString(),
          (long) number);
    }
  }

  @AfterEach
  void close() {
    pool.close();
  }

  private static ObjectId key(int number) {
    return new ObjectId(String.format("%024x", number));
  }

  private RowComparison compared() throws SQLException {
    return RowComparison.of(things, pool);
  }

  @Test
  void equalOnesAreEqual() throws SQLException {
    assertThat(compared()).isEqualTo(new RowComparison(3, 3, 0));
  }

  @Test
  void aMissingRowAndOneTooManyCount() throws SQLException {
    pool.update("DELETE FROM things WHERE id = 2");
    pool.update("INSERT INTO things VALUES (?)", key(9).toHexString());

    assertThat(compared()).isEqualTo(new RowComparison(3, 3, 2));
  }

  @Test
  void aFieldThatDiffersCounts() throws SQLException {
    pool.update("UPDATE things SET list = '{\"a\": [1, \"y\"]}' WHERE id = 1");
    pool.update("UPDATE things SET at = at + interval '1 ms' WHERE id = 2");
    pool.update("UPDATE things SET value = 0.2 WHERE id = 3");

    assertThat(compared()).isEqualTo(new RowComparison(3, 3, 3));
  }
}
