package dev.mongostreams.audit;

import static dev.mongostreams.audit.AuditedDatabase.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Watcher;
import dev.mongostreams.checkpoint.CheckpointPlan;
import dev.mongostreams.checkpoint.MemoryCheckpointStore;
import dev.mongostreams.testkit.ReplicaSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user who has the role of {@link AuditRole}, and the right to watch. */
final class RoleIT {
  private static final String PASSWORD = "s3cret-pa55";
  private static final int UNAUTHORIZED = 13;

  private static final Bson ONE = Filters.eq("key._id", 1);

  @TempDir private static Path directory;
  private static ReplicaSet rs0;

  @BeforeAll
  static void startServer() throws IOException {
    Path key = directory.resolve("key");
    Files.createFile(
        key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(key, "onlyForThisTest");
    rs0 = ReplicaSet.builder().from("local").argument("--keyFile", key.toString()).start();
    try (MongoClient first = MongoClients.create(rs0.uri())) {
      first.getDatabase("admin").runCommand(user("root", List.of(role("root", "admin"))));
    }
    try (MongoClient root = MongoClients.create(uri("root"))) {
      root.getDatabase("ops").runCommand(AuditRole.command("auditWriter", "ops.audit"));
      root.getDatabase("aidb")
          .runCommand(
              Document.parse(
                  "{createRole: 'watcher', roles: [], privileges: [{resource: {db: 'aidb',"
                      + " collection: ''}, actions: ['find', 'changeStream']}]}"));
      root.getDatabase("admin")
          .runCommand(user("clerk", List.of(role("auditWriter", "ops"), role("watcher", "aidb"))));
    }
  }

  @AfterAll
  static void endServer() {
    rs0.close();
  }

  private static Document user(String name, List<Document> roles) {
    return new Document("createUser", name).append("pwd", PASSWORD).append("roles", roles);
  }

  private static Document role(String name, String database) {
    return new Document("role", name).append("db", database);
  }

  private static String uri(String user) {
    return rs0.uri("aidb").replace("mongodb://", "mongodb://" + user + ":" + PASSWORD + "@")
        + "&authSource=admin";
  }

  @Test
  void addsAndReadsRowsAndCanDoNothingElseToThem() {
    try (MongoClient root = MongoClients.create(uri("root"));
        MongoClient clerk = MongoClients.create(uri("clerk"));
        ChangeStreams streams = ChangeStreams.connect(uri("clerk"))) {
      MongoCollection<Document> rows = clerk.getDatabase("ops").getCollection("audit");
      AuditLog log = AuditLog.in(rows);
      CheckpointPlan plan = CheckpointPlan.of("audit", new MemoryCheckpointStore());
      try (Watcher watcher = log.watchDatabase(streams, plan).start()) {
        root.getDatabase("aidb").getCollection("models").insertOne(new Document("_id", 1));

        until(
            "there is a row", () -> rows.countDocuments(ONE) == 1 || watcher.failure().isPresent());
        assertThat(watcher.failure()).isEmpty();
      }

      Document row = rows.find(ONE).first();
      assertThat(row).containsEntry("operation", "insert");
      assertRefused(() -> rows.updateOne(Filters.empty(), Updates.set("who", "nobody")));
      assertRefused(() -> rows.deleteMany(Filters.empty()));
      assertRefused(() -> rows.findOneAndDelete(Filters.empty()));
      assertRefused(rows::drop);
      assertThat(rows.find(ONE)).containsExactly(row);
    }
  }

  @Test
  void meetsARowThatIsThereAlready() {
    try (MongoClient clerk = MongoClients.create(uri("clerk"))) {
      AuditLog log = AuditLog.in(clerk.getDatabase("ops").getCollection("audit"));

      log.onBatch(List.of(Events.of("insert", "{}")));
      log.onBatch(List.of(Events.of("insert", "{}")));

      assertThat(log.counts()).isEqualTo(new AuditLog.Counts(1, 1, 0));
    }
  }

  private static void assertRefused(ThrowingCallable touch) {
    assertThatThrownBy(touch)
        .isInstanceOfSatisfying(
            MongoCommandException.class,
            refused -> assertThat(refused.getCode()).isEqualTo(UNAUTHORIZED));
  }
}
