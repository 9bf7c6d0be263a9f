package dev.mongostreams.tests.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoNamespace;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.RenameCollectionOptions;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.Watcher;
import dev.mongostreams.tests.watcher.fixture.WatcherContract;
import org.junit.jupiter.api.Test;

final class ScopeIT extends WatcherContract {

  @Test
  void oneCollectionBringsItsOwnChangesOnly() {
    watchPredictions().start();

    predictions.insertOne(numbered(1));
    database.getCollection("models").insertOne(numbered(2));
    predictions.insertOne(numbered(3));

    received.awaitId(3);
    assertThat(received.ids()).containsExactly(1, 3);
  }

  @Test
  void aCollectionThatDoesNotExistYetBringsItsFirstInsert() { // 49
    try (Watcher watcher = by(streams.watchCollection("yet to come")).start()) {
      database.getCollection("yet to come").insertOne(numbered(1));

      received.await(1);
      assertThat(watcher.scope()).hasToString(database.getName() + ".yet to come");
    }
  }

  @Test
  void severalCollectionsComeInOneOrderByOneCursor() {
    by(streams.watchCollections("models", "predictions", "metrics")).start();

    database.getCollection("models").insertOne(numbered(1));
    database.getCollection("others").insertOne(numbered(2));
    predictions.insertOne(numbered(3));
    database.getCollection("metrics").insertOne(numbered(4));
    database.getCollection("models").insertOne(numbered(5));

    received.awaitId(5);
    assertThat(received.ids()).containsExactly(1, 3, 4, 5);
    assertThat(received.events().stream().map(ChangeEvent::collection))
        .containsExactly("models", "predictions", "metrics", "models");
    assertThat(cursors.count()).isEqualTo(1);
  }

  @Test
  void aRenameOntoAWatchedNameIsSeen() { // 47
    predictions.insertOne(numbered(0));
    by(streams.watchCollections("models", "predictions")).start();

    database.getCollection("draft").insertOne(numbered(1));
    MongoNamespace target = new MongoNamespace(database.getName(), "predictions");
    database
        .getCollection("draft")
        .renameCollection(target, new RenameCollectionOptions().dropTarget(true));
    predictions.insertOne(numbered(2));

    received.awaitId(2);
    assertThat(received.operations()).containsExactly(Operation.RENAME, Operation.INSERT);
    ChangeEvent rename = received.events().get(0);
    assertThat(rename.collection()).isEqualTo("draft");
    assertThat(rename.renamedTo()).isEqualTo(target.getFullName());
  }

  @Test
  void severalCollectionsSeeTheirDatabaseDroppedAndGoOn() {
    predictions.insertOne(numbered(0));
    by(streams.watchCollections("models", "predictions")).start();

    database.drop();
    predictions.insertOne(numbered(1));

    received.awaitId(1);
    assertThat(received.operations())
        .containsExactly(
            Operation.DROP, Operation.DROP_DATABASE, Operation.INVALIDATE, Operation.INSERT);
  }

  @Test
  void aDatabaseBringsAllItsCollectionsAndNoOther() {
    by(streams.watchDatabase()).start();

    predictions.insertOne(numbered(1));
    String neighbour = rs0.freshDatabase();
    insertInto(neighbour, 2);
    database.getCollection("yet to come").insertOne(numbered(3));

    received.awaitId(3);
    assertThat(received.ids()).containsExactly(1, 3);
  }

  @Test
  void aClusterBringsAllDatabases() {
    String neighbour = rs0.freshDatabase();
    by(streams.watchCluster())
        .where(Filters.in("ns.db", database.getName(), neighbour))
        .operations(Operation.INSERT)
        .start();

    predictions.insertOne(numbered(1));
    insertInto(neighbour, 2);

    received.awaitId(2);
    assertThat(received.events().stream().map(ChangeEvent::database))
        .containsExactly(database.getName(), neighbour);
  }

  private void insertInto(String neighbour, int id) {
    writer.getDatabase(neighbour).getCollection("predictions").insertOne(numbered(id));
  }
}
