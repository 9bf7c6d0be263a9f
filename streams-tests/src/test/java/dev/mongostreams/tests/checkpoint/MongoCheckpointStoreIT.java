package dev.mongostreams.tests.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CreateCollectionOptions;
import com.mongodb.client.model.Updates;
import dev.mongostreams.checkpoint.CheckpointSlot;
import dev.mongostreams.checkpoint.CheckpointStore;
import dev.mongostreams.checkpoint.CheckpointStoreContract;
import dev.mongostreams.checkpoint.MongoCheckpointStore;
import dev.mongostreams.failure.CheckpointFailedException;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The store in a collection of a real replica set. */
@ExtendWith(Rs0Extension.class)
final class MongoCheckpointStoreIT extends CheckpointStoreContract {
  private ReplicaSet rs0;
  private MongoDatabase database;
  private MongoCollection<Document> collection;

  @BeforeEach
  void takeACollection(ReplicaSet rs0, MongoDatabase database) {
    this.rs0 = rs0;
    this.database = database;
    collection = database.getCollection("checkpoints");
  }

  @Override
  protected CheckpointStore store() {
    return MongoCheckpointStore.in(collection);
  }

  @Override
  protected CheckpointStore sameStore() {
    return MongoCheckpointStore.in(
        collection
            .withDocumentClass(BsonDocument.class)
            .withReadPreference(ReadPreference.secondary())
            .withWriteConcern(WriteConcern.UNACKNOWLEDGED));
  }

  private String on(String name) {
    return name + " in " + database.getName() + ".";
  }

  @Test
  void aDocumentSaysWhoWroteIt() {
    save("w", checkpoint(1));
    save("w", checkpoint(2));

    Document document = collection.find().first();
    assertThat(document)
        .containsOnlyKeys("_id", "generation", "owner", "order", "checkpoint")
        .containsEntry("_id", "w")
        .containsEntry("generation", 2L)
        .containsEntry("order", 1L);
    assertThat(document.getString("owner")).startsWith(ProcessHandle.current().pid() + "-");
  }

  @Test
  void aSaveThatALaterOneHasOvertakenChangesNothing() { // 32
    try (CheckpointSlot slot = store().claim("w")) {
      slot.save(checkpoint(2));
      collection.updateOne(new Document("_id", "w"), Updates.set("order", 5L));

      slot.save(checkpoint(1));

      assertThat(store().read("w")).isEqualTo(checkpoint(2));
    }
  }

  @Test
  void aCappedCollectionIsRefused() {
    database.createCollection(
        "capped", new CreateCollectionOptions().capped(true).sizeInBytes(4096));
    CheckpointStore store = MongoCheckpointStore.in(database.getCollection("capped"));

    assertThatThrownBy(() -> store.claim("w"))
        .isInstanceOf(CheckpointFailedException.class)
        .hasMessage(
            "Cannot claim the checkpoint "
                + on("w")
                + "capped: the collection is capped, and would drop checkpoints when it is full."
                + " Name a collection that is not.");
    assertThat(database.getCollection("capped").countDocuments()).isZero();
  }

  @Test
  void aViewIsRefused() {
    database.createCollection("things");
    database.createView("view", "things", List.of());
    CheckpointStore store = MongoCheckpointStore.in(database.getCollection("view"));

    assertThatThrownBy(() -> store.claim("w"))
        .isInstanceOf(CheckpointFailedException.class)
        .hasMessage(
            "Cannot claim the checkpoint "
                + on("w")
                + "view: it is a view, which keeps nothing. Name a collection.");
    assertThat(database.getCollection("things").countDocuments()).isZero();
  }

  @Test
  void aDocumentOfSomebodyElseIsLeftAsItIs() { // 28
    Document theirs = new Document("_id", "w").append("confidence", 0.9).append("order", 7);
    collection.insertOne(theirs);

    assertLeft("it is no checkpoint");

    assertThat(collection.find()).containsExactly(theirs);
    assertThat(store().names()).isEmpty();
  }

  @Test
  void aNewerVersionIsLeftAsItIs() { // 28
    save("w", checkpoint(1));
    collection.updateOne(new Document("_id", "w"), Updates.set("checkpoint.version", 2));
    Document before = collection.find().first();

    assertLeft("it is of version 2, written by a newer release, and this release reads version 1");

    assertThat(collection.find()).containsExactly(before);
  }

  @Test
  void aDamagedDocumentIsLeftAsItIs() { // 28
    save("w", checkpoint(1));
    collection.updateOne(new Document("_id", "w"), Updates.unset("checkpoint.position"));
    assertLeft("it lacks a field that a checkpoint has");

    collection.updateOne(new Document("_id", "w"), Updates.set("checkpoint", "text"));
    Document before = collection.find().first();
    assertLeft("it is no checkpoint");

    assertThat(collection.find()).containsExactly(before);
  }

  private void assertLeft(String why) {
    String message =
        "Cannot read the checkpoint "
            + on("w")
            + "checkpoints: "
            + why
            + ". It was left as it is: move the document away to start anew, or name another"
            + " collection.";
    assertThatThrownBy(() -> store().read("w")).hasMessage(message);
    assertThatThrownBy(() -> store().delete("w")).hasMessage(message);
    assertThatThrownBy(() -> store().claim("w"))
        .isInstanceOf(CheckpointFailedException.class)
        .hasMessage(message);
  }

  @Test
  void aClosedClientIsTold() {
    MongoClient client = MongoClients.create(rs0.uri());
    CheckpointStore store =
        MongoCheckpointStore.in(client.getDatabase(database.getName()).getCollection("c"));
    client.close();

    assertThatThrownBy(() -> store.read("w"))
        .isInstanceOf(CheckpointFailedException.class)
        .hasMessage(
            "Cannot read the checkpoint "
                + on("w")
                + "c: its client was closed. Keep the client open for as long as the store is"
                + " used.");
  }
}
