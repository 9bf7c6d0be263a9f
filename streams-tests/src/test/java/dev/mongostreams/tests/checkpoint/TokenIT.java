package dev.mongostreams.tests.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import dev.mongostreams.ResumeToken;
import dev.mongostreams.ResumeToken.Kind;
import dev.mongostreams.testkit.Rs0Extension;
import dev.mongostreams.tests.watcher.fixture.Limits;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Holds what tokens tell against what the server says in plain fields. */
@ExtendWith(Rs0Extension.class)
final class TokenIT {
  private MongoClient client;
  private MongoDatabase database;
  private MongoCollection<Document> things;

  @BeforeEach
  void createTheCollection(MongoClient client, MongoDatabase database) {
    this.client = client;
    this.database = database;
    database.createCollection("things");
    things = database.getCollection("things");
  }

  private MongoChangeStreamCursor<ChangeStreamDocument<Document>> watch() {
    return things.watch().maxAwaitTime(50, TimeUnit.MILLISECONDS).cursor();
  }

  private static List<ChangeStreamDocument<Document>> take(
      MongoChangeStreamCursor<ChangeStreamDocument<Document>> cursor, int count) {
    List<ChangeStreamDocument<Document>> taken = new ArrayList<>();
    Limits.until(
        "the events come",
        () -> {
          ChangeStreamDocument<Document> next = cursor.tryNext();
          if (next != null) {
            taken.add(next);
          }
          return taken.size() == count;
        });
    return taken;
  }

  private UUID uuid() {
    Document found = Objects.requireNonNull(database.listCollections().first());
    ByteBuffer uuid =
        ByteBuffer.wrap(found.getEmbedded(List.of("info", "uuid"), Binary.class).getData());
    return new UUID(uuid.getLong(), uuid.getLong());
  }

  @Test
  void ofAnInsert() {
    UUID collection = uuid();
    try (var cursor = watch()) {
      things.insertOne(new Document("_id", 1));

      ChangeStreamDocument<Document> insert = take(cursor, 1).get(0);

      ResumeToken token = ResumeToken.of(insert.getResumeToken());
      assertThat(token.clusterTime()).isEqualTo(insert.getClusterTime()).isNotNull();
      assertThat(token.kind()).isEqualTo(Kind.EVENT);
      assertThat(token.collection()).isEqualTo(collection);
    }
  }

  @Test
  void ofADropAndTheInvalidateBehindIt() {
    UUID collection = uuid();
    try (var cursor = watch()) {
      things.drop();

      List<ChangeStreamDocument<Document>> events = take(cursor, 2);

      ResumeToken drop = ResumeToken.of(events.get(0).getResumeToken());
      ResumeToken invalidate = ResumeToken.of(events.get(1).getResumeToken());
      assertThat(events.get(1).getOperationTypeString()).isEqualTo("invalidate");
      assertThat(drop.kind()).isEqualTo(Kind.EVENT);
      assertThat(drop.collection()).isEqualTo(collection);
      assertThat(invalidate.kind()).isEqualTo(Kind.INVALIDATE);
      assertThat(invalidate.clusterTime()).isEqualTo(events.get(1).getClusterTime());
      assertThat(invalidate.collection()).isEqualTo(collection);
    }
  }

  @Test
  void ofAnIdleStream() {
    try (var cursor = watch()) {
      assertThat(cursor.tryNext()).isNull();

      BsonDocument reached = Objects.requireNonNull(cursor.getResumeToken());

      ResumeToken token = ResumeToken.of(reached);
      assertThat(token.kind()).isEqualTo(Kind.HIGH_WATER_MARK);
      assertThat(token.collection()).isNull();
      assertThat(token.clusterTime()).isNotNull();
    }
  }

  @Test
  void ofTheWritesOfATransaction() {
    try (var cursor = watch();
        ClientSession session = client.startSession()) {
      session.withTransaction(
          () -> {
            for (int id = 0; id < 300; id++) {
              things.insertOne(session, new Document("_id", id));
            }
            return true;
          });

      List<ChangeStreamDocument<Document>> events = take(cursor, 300);

      String last = "";
      for (ChangeStreamDocument<Document> event : events) {
        ResumeToken token = ResumeToken.of(event.getResumeToken());
        assertThat(token.kind()).isEqualTo(Kind.EVENT);
        assertThat(token.clusterTime()).isEqualTo(events.get(0).getClusterTime());
        assertThat(token.toString()).as("the text is in order").isGreaterThan(last);
        last = token.toString();
      }
    }
  }

  @Test
  void anEventComesBeforeTheHighWaterMarkAfterIt() {
    try (var cursor = watch()) {
      things.insertOne(new Document("_id", 1));
      ResumeToken event = ResumeToken.of(take(cursor, 1).get(0).getResumeToken());

      database.getCollection("others").insertOne(new Document());

      Limits.until(
          "the stream goes past it",
          () -> {
            assertThat(cursor.tryNext()).isNull();
            return ResumeToken.of(Objects.requireNonNull(cursor.getResumeToken())).kind()
                == Kind.HIGH_WATER_MARK;
          });
      assertThat(ResumeToken.of(Objects.requireNonNull(cursor.getResumeToken())).toString())
          .isGreaterThan(event.toString());
    }
  }
}
