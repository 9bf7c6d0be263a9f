package dev.mongostreams.demo.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import dev.mongostreams.testkit.ReplicaSet;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The dashboard in a real browser, over a server that is killed and started again. */
@ExtendWith(ChromiumExtension.class)
class DatabaseRestartIT {
  @Test
  void showsWithoutAHoleWhatWasWrittenBeforeAndAfter(Browser browser) {
    try (ReplicaSet rs0 = ReplicaSet.start()) {
      assumeTrue(rs0.owned(), "needs a set started here: a given one is not ours to kill");
      try (MongoClient client = MongoClients.create(rs0.uri("aidb"));
          Dashboard dashboard = Dashboard.open(client, "aidb", "127.0.0.1", 0);
          DashboardTab tab = DashboardTab.open(browser, dashboard.url())) {
        MongoCollection<Document> predictions =
            client.getDatabase("aidb").getCollection("predictions");
        insert(predictions, 1, 10);
        tab.awaitRows(10);

        rs0.member(0).kill();
        tab.awaitStatus("Waiting for the database");
        tab.screenshot("database-away");
        rs0.member(0).restart();
        insert(predictions, 11, 20);

        tab.awaitStatus("Live");
        tab.awaitRows(20);
        assertThat(tab.outputs()).containsExactlyElementsOf(newestFirst(20));
      }
    }
  }

  private static void insert(MongoCollection<Document> predictions, int from, int to) {
    IntStream.rangeClosed(from, to)
        .mapToObj(number -> new Document("_id", number).append("output", new Document("n", number)))
        .forEach(predictions::insertOne);
  }

  private static List<String> newestFirst(int count) {
    return IntStream.range(0, count).mapToObj(i -> String.valueOf(count - i)).toList();
  }
}
