package dev.mongostreams.tests.letters;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CreateCollectionOptions;
import dev.mongostreams.failure.DeadLetterFailedException;
import dev.mongostreams.letters.DeadLetter;
import dev.mongostreams.letters.DeadLetterStore;
import dev.mongostreams.letters.MongoDeadLetterStore;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import dev.mongostreams.tests.watcher.fixture.Clients;
import dev.mongostreams.tests.watcher.fixture.FailPoint;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Rs0Extension.class)
final class MongoDeadLetterStoreIT extends DeadLetterStoreContract {
  private MongoClient client;
  private MongoDatabase database;
  private MongoCollection<Document> letters;
  private MongoDeadLetterStore store;

  @BeforeEach
  void open(MongoClient shared, MongoDatabase fresh) {
    client = shared;
    database = fresh;
    letters = fresh.getCollection("letters");
    store = MongoDeadLetterStore.of(shared, fresh.getName(), "letters");
  }

  @Override
  DeadLetterStore store() {
    return store;
  }

  @Override
  DeadLetterStore reopened() {
    return MongoDeadLetterStore.of(client, database.getName(), "letters");
  }

  @Test
  void anEventCanBeSearchedInTheCollection() {
    store.write(letter(7, new BsonDocument("name", new BsonString("a"))));

    Document found = letters.find(eq("event.fullDocument.name", "a")).first();

    assertThat(found).containsEntry("ns", "aidb.models").containsEntry("attempts", 4);
  }

  @Test
  void aLargeEventStandsBesideItsLetterAndGoesWithIt() {
    DeadLetter large = letter(1, data(9 << 20));
    store.write(large);
    assertThat(letters.countDocuments(exists("partOf"))).isEqualTo(2);
    assertThat(all(store)).containsExactly(large);

    store.delete(List.of(large.id()));

    assertThat(letters.countDocuments()).isZero();
  }

  @Test
  void aLetterWhosePartIsMissingIsToldAndCanBeDeleted() {
    DeadLetter large = letter(1, data(9 << 20));
    store.write(large);
    letters.deleteOne(eq("_id", large.id() + "/1"));

    assertThatThrownBy(() -> store.read(large.id()))
        .isInstanceOf(DeadLetterFailedException.class)
        .hasMessageContaining("cannot be read: a part of its event is missing. It was left as it");
    assertThat(store.delete(List.of(large.id()))).isEqualTo(1);
    assertThat(letters.countDocuments()).isZero();
  }

  @Test
  void partsOfALetterThatWasNeverFinishedAreNoLetter() {
    DeadLetter large = letter(1, data(9 << 20));
    store.write(large);
    letters.deleteOne(eq("_id", large.id()));

    assertThat(all(store)).isEmpty();
    store.write(large);

    assertThat(all(store)).containsExactly(large);
    assertThat(letters.countDocuments()).isEqualTo(3);
  }

  @Test
  void foreignDocumentsArePassedOverAndNewerOnesRefused() {
    letters.insertOne(new Document("_id", "mine"));
    assertThat(all(store)).isEmpty();
    assertThat(store.delete(List.of("mine"))).isZero();

    letters.insertOne(new Document("_id", "newer").append("deadLetter", 2));

    assertThatThrownBy(() -> all(store))
        .isInstanceOf(DeadLetterFailedException.class)
        .hasMessage(
            "Cannot read the dead letter "
                + letters.getNamespace()
                + ": the document newer cannot be read: it is of version 2, and"
                + " only version 1 can be read. It was left as it is: name another collection, or"
                + " delete it by hand.");
  }

  @Test
  void aCappedCollectionIsRefused() {
    database.createCollection(
        "letters", new CreateCollectionOptions().capped(true).sizeInBytes(1 << 20));

    assertThatThrownBy(() -> store.write(numbered(1)))
        .isInstanceOf(DeadLetterFailedException.class)
        .hasMessage(
            "Cannot write the dead letter "
                + letters.getNamespace()
                + ": the collection is capped, so it would lose its oldest letters. Name a collection"
                + " that is not.");
    assertThat(letters.countDocuments()).isZero();
  }

  @Test
  void aServerThatRefusesIsTold(ReplicaSet rs0) {
    String application = "letters-" + UUID.randomUUID();
    try (MongoClient refused = quick(rs0, application);
        FailPoint point = FailPoint.always(client, application, FailPoint.error(13), "insert")) {
      assertThatThrownBy(() -> at(refused).write(numbered(1)))
          .isInstanceOf(DeadLetterFailedException.class)
          .hasMessage(
              "Cannot write the dead letter "
                  + letters.getNamespace()
                  + ": the server does not do it (code 13). Check that its primary is up, and that"
                  + " this user may find, insert and remove there.");
      assertThat(point.hits()).isPositive();
      assertThat(letters.countDocuments()).isZero();
    }
  }

  @Test
  void aServerThatHangsUpAFewTimesIsAskedAgain(ReplicaSet rs0) {
    String application = "letters-" + UUID.randomUUID();
    try (MongoClient shaky = quick(rs0, application);
        FailPoint point = FailPoint.times(3, client, application, FailPoint.hangUp(), "insert")) {
      at(shaky).write(numbered(1));

      assertThat(point.hits()).isEqualTo(3);
      assertThat(all(store)).containsExactly(numbered(1));
    }
  }

  @Test
  void connectsToTheCollectionOfAConnectionString(ReplicaSet rs0) {
    String uri = rs0.uri().replaceFirst("(mongodb://[^/]+)/?", "$1/" + letters.getNamespace());
    try (MongoDeadLetterStore own = MongoDeadLetterStore.connect(uri)) {
      own.write(numbered(1));
    }

    assertThat(all(store)).containsExactly(numbered(1));
  }

  @Test
  void aConnectionStringWithoutACollectionIsRefused() {
    assertThatThrownBy(() -> MongoDeadLetterStore.connect("mongodb://localhost:1/aidb"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot keep dead letters there: the connection string names no collection. Write both"
                + " names behind the host, as mongodb://localhost:27017/ops.letters.");
  }

  private MongoDeadLetterStore at(MongoClient other) {
    return MongoDeadLetterStore.of(other, database.getName(), "letters");
  }

  private static MongoClient quick(ReplicaSet rs0, String application) {
    return MongoClients.create(Clients.quick(rs0.uri(), application).build());
  }

  private static BsonDocument data(int bytes) {
    byte[] data = new byte[bytes];
    Arrays.fill(data, (byte) 7);
    return new BsonDocument("data", new BsonBinary(data));
  }
}
