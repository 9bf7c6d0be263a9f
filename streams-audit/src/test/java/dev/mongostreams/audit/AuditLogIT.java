package dev.mongostreams.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.mongodb.ClientSessionOptions;
import com.mongodb.MongoNamespace;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.mongostreams.audit.AuditRecord.Who;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bson.BsonString;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** What is a row, and what it shows. */
class AuditLogIT extends AuditedDatabase {
  @Test
  void eachKindOfChangeIsARow() {
    withImages();
    Instant begun = Instant.now();
    watch(log());

    models.insertOne(model(1, "ann"));
    models.updateOne(
        Filters.eq(1),
        Updates.combine(
            Updates.set("name", "sorter"), Updates.unset("x"), Updates.set("by", "bob")));
    models.updateOne(Filters.eq(1), Updates.unset("name"));
    models.replaceOne(Filters.eq(1), model(1, "cyd"));
    models.deleteOne(Filters.eq(1));

    List<AuditRecord> rows = await(5);
    assertThat(rows)
        .extracting(AuditRecord::operation, AuditRecord::who)
        .containsExactly(
            tuple("insert", new Who(new BsonString("ann"), false)),
            tuple("update", new Who(new BsonString("bob"), false)),
            tuple("update", new Who(new BsonString("bob"), true)),
            tuple("replace", new Who(new BsonString("cyd"), false)),
            tuple("delete", null));
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.database()).isEqualTo(database.getName());
              assertThat(row.collection()).isEqualTo("models");
              assertThat(row.key()).isEqualTo(json("{_id: 1}"));
              assertThat(row.time()).isAfter(begun.minus(Duration.ofMinutes(1)));
              assertThat(row.transaction()).isNull();
              assertThat(row.cut()).isFalse();
            });
    assertThat(rows.get(1).change())
        .isEqualTo(
            json(
                "{updatedFields: {by: 'bob', name: 'sorter'}, removedFields: [], truncatedArrays: []}"));
    assertThat(changeOf(rows.get(2)).getArray("removedFields"))
        .containsExactly(new BsonString("name"));
    assertThat(rows).extracting(AuditRecord::after).containsOnlyNulls();
    assertThat(rows)
        .extracting(AuditRecord::before)
        .containsExactly(
            null,
            json("{_id: 1, name: 'ranker', by: 'ann'}"),
            json("{_id: 1, name: 'sorter', by: 'bob'}"),
            json("{_id: 1, by: 'bob'}"),
            json("{_id: 1, name: 'ranker', by: 'cyd'}"));
  }

  @Test
  void truncatedArraysAreWhatChanged() {
    watch(log());
    List<Integer> numbers = IntStream.range(0, 100).boxed().toList();
    models.insertOne(new Document("_id", 1).append("list", numbers));

    models.updateOne(
        Filters.eq(1), List.of(new Document("$set", new Document("list", numbers.subList(0, 50)))));

    assertThat(changeOf(await(2).get(1)).getArray("truncatedArrays"))
        .containsExactly(json("{field: 'list', newSize: 50}"));
  }

  @Test
  void whatIsInsertedIsKeptIfAsked() {
    watch(log().documents(true));

    models.insertOne(model(1, "ann"));

    assertThat(await(1).get(0).after()).isEqualTo(json("{_id: 1, name: 'ranker', by: 'ann'}"));
  }

  @Test
  void changesOfATransactionShareIt() {
    watch(log());
    models.insertOne(model(0, "ann"));

    inTransaction(
        session -> {
          models.insertOne(session, model(1, "ann"));
          models.updateOne(session, Filters.eq(1), Updates.set("name", "sorter"));
          database.getCollection("versions").insertOne(session, new Document("_id", 9));
        });

    List<AuditRecord> rows = await(4);
    assertThat(rows)
        .extracting(AuditRecord::collection, AuditRecord::operation)
        .containsExactly(
            tuple("models", "insert"),
            tuple("models", "insert"),
            tuple("models", "update"),
            tuple("versions", "insert"));
    assertThat(rows.get(0).transaction()).isNull();
    assertThat(rows.get(1).transaction()).isNotNull();
    assertThat(rows.subList(1, 4))
        .extracting(AuditRecord::transaction)
        .containsOnly(rows.get(1).transaction());
    assertThat(rows.subList(1, 4))
        .extracting(AuditRecord::clusterTime)
        .containsOnly(rows.get(1).clusterTime());
    assertThat(rows).extracting(AuditRecord::id).doesNotHaveDuplicates();
  }

  private void inTransaction(Consumer<ClientSession> work) {
    try (ClientSession session = client.startSession(ClientSessionOptions.builder().build())) {
      session.withTransaction(
          () -> {
            work.accept(session);
            return true;
          });
    }
  }

  @Test
  void dropsAndRenamesAreRows() {
    watch(log());
    models.insertOne(model(1, "ann"));
    database.getCollection("versions").insertOne(new Document("_id", 1));

    models.renameCollection(new MongoNamespace(database.getName(), "old"));
    database.getCollection("versions").drop();

    List<AuditRecord> rows = await(4);
    assertThat(rows)
        .extracting(AuditRecord::operation, AuditRecord::collection)
        .containsExactly(
            tuple("insert", "models"),
            tuple("insert", "versions"),
            tuple("rename", "models"),
            tuple("drop", "versions"));
    assertThat(changeOf(rows.get(2)))
        .isEqualTo(json("{to: {db: '" + database.getName() + "', coll: 'old'}}"));
    assertThat(rows.get(3).key()).isNull();
  }

  @Test
  void aDroppedDatabaseIsARowInALogElsewhere() {
    MongoDatabase doomed = client.getDatabase(rs0.freshDatabase());
    doomed.getCollection("models").insertOne(new Document("_id", 1));
    log()
        .watchCluster(streams, plan)
        .pipeline(Aggregates.match(Filters.eq("ns.db", doomed.getName())))
        .start();

    doomed.drop();

    assertThat(await(2))
        .extracting(AuditRecord::operation, AuditRecord::database, AuditRecord::collection)
        .containsExactly(
            tuple("drop", doomed.getName(), "models"), tuple("dropDatabase", doomed.getName(), ""));
  }

  @Test
  void watchesSomeCollections() {
    log().watchCollections(streams, plan, "models", "versions").start();

    database.getCollection("others").insertOne(new Document("_id", 1));
    models.insertOne(model(1, "ann"));
    database.getCollection("versions").insertOne(new Document("_id", 1));

    assertThat(await(2)).extracting(AuditRecord::collection).containsExactly("models", "versions");
  }
}
