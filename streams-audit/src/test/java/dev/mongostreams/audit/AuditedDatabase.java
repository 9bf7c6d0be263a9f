package dev.mongostreams.audit;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ChangeStreamPreAndPostImagesOptions;
import com.mongodb.client.model.CreateCollectionOptions;
import com.mongodb.client.model.Sorts;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Watcher;
import dev.mongostreams.checkpoint.CheckpointPlan;
import dev.mongostreams.checkpoint.MongoCheckpointStore;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A database with its audit log and its checkpoints inside. */
@ExtendWith(Rs0Extension.class)
abstract class AuditedDatabase {
  static final Duration LIMIT = Duration.ofSeconds(60);

  ReplicaSet rs0;
  MongoClient client;
  MongoDatabase database;
  MongoCollection<Document> models;
  MongoCollection<BsonDocument> rows;
  CheckpointPlan plan;
  ChangeStreams streams;

  @BeforeEach
  void open(ReplicaSet set, MongoClient someClient, MongoDatabase fresh) {
    rs0 = set;
    client = someClient;
    database = fresh;
    models = database.getCollection("models");
    rows = database.getCollection("audit", BsonDocument.class);
    plan =
        CheckpointPlan.of("audit", MongoCheckpointStore.in(database.getCollection("checkpoints")));
    streams = ChangeStreams.connect(rs0.uri(database.getName()));
  }

  @AfterEach
  void close() {
    streams.close();
  }

  AuditLog log() {
    return AuditLog.in(rows).who("by");
  }

  Watcher watch(AuditLog log) {
    return log.watchDatabase(streams, plan).start();
  }

  void withImages() {
    database.createCollection(
        "models",
        new CreateCollectionOptions()
            .changeStreamPreAndPostImagesOptions(new ChangeStreamPreAndPostImagesOptions(true)));
  }

  static Document model(int id, String by) {
    return new Document("_id", id).append("name", "ranker").append("by", by);
  }

  static BsonDocument json(String text) {
    return BsonDocument.parse(text);
  }

  static BsonDocument changeOf(AuditRecord row) {
    return Objects.requireNonNull(row.change());
  }

  /** Waits until so many rows are there, and returns all in the order of their tokens. */
  List<AuditRecord> await(int count) {
    until("there are " + count + " rows", () -> rows.countDocuments() >= count);
    return all();
  }

  List<AuditRecord> all() {
    return rows.find().sort(Sorts.ascending("_id")).map(AuditRecord::parse).into(new ArrayList<>());
  }

  static void until(String claim, Callable<Boolean> asked) {
    Awaitility.await(claim).atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(asked);
  }
}
