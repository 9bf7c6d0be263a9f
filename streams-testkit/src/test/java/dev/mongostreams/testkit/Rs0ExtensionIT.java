package dev.mongostreams.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Rs0Extension.class)
@Timeout(60)
final class Rs0ExtensionIT {
  private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

  @Test
  void givesAServerWithChangeStreams(MongoDatabase database) {
    try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> cursor =
        database.getCollection("predictions").watch().cursor()) {
      database.getCollection("predictions").insertOne(new Document("_id", 1));
      assertThat(cursor.next().getDocumentKey().getInt32("_id").getValue()).isEqualTo(1);
    }
  }

  @RepeatedTest(3)
  void givesEachTestAFreshDatabaseAndDropsItAtTheEnd(MongoDatabase database, MongoClient client) {
    assertThat(SEEN.add(database.getName())).isTrue();
    assertThat(client.listDatabaseNames()).doesNotContainAnyElementsOf(SEEN);
    database.getCollection("predictions").insertOne(new Document());
    assertThat(client.listDatabaseNames()).contains(database.getName());
  }

  @Test
  void givesOneSetToAllTestsWithTestCommandsOn(
      ReplicaSet rs0, ReplicaSet again, MongoClient client) {
    assertThat(rs0).isSameAs(again);
    Document parameter =
        client
            .getDatabase("admin")
            .runCommand(new Document("getParameter", 1).append("enableTestCommands", 1));
    assertThat(parameter.get("enableTestCommands")).isEqualTo(true);
  }
}
