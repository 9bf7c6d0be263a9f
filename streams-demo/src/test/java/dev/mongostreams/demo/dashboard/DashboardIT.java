package dev.mongostreams.demo.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import dev.mongostreams.demo.ai.AiDatabase;
import dev.mongostreams.demo.ai.Version;
import dev.mongostreams.demo.example.Ending;
import dev.mongostreams.demo.example.ExampleRun;
import dev.mongostreams.demo.example.Traffic;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The dashboard in a real browser. Leaves pictures in {@code target/screenshots}. */
@ExtendWith({ChromiumExtension.class, Rs0Extension.class})
class DashboardIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String SCRIPT =
      "<script>document.title = 'taken'</script><img src=x onerror=\"document.title = 'taken'\">";

  private final Browser browser;
  private final ExampleRun run;
  private final MongoClient client;
  private final MongoCollection<Document> predictions;
  private Dashboard dashboard;

  DashboardIT(Browser browser, ReplicaSet rs0) {
    this.browser = browser;
    run = new ExampleRun(rs0, 5_000, null, new Ending(), text -> {});
    client = MongoClients.create(run.uri());
    predictions = client.getDatabase(run.database()).getCollection("predictions");
    dashboard = open(0);
  }

  @AfterEach
  void close() {
    dashboard.close();
    client.getDatabase(run.database()).drop();
    client.close();
  }

  @Test
  void showsPredictionsAsTheyArrive() {
    try (DashboardTab tab = tab();
        AiDatabase ai = AiDatabase.open("mongodb", run.uri())) {
      Version version = ai.createVersion(ai.createModel("classifier", "resnet50").id(), "1.0.0");
      ai.logPrediction(version.id(), Map.of("image", "a.png"), Map.of("class", "cat"), 0.92);
      tab.awaitRows(3);

      assertThat(tab.rows().first().locator("[role=cell]").allTextContents())
          .startsWith("insert", "predictions", "classifier 1.0.0", "cat", "92 %")
          .last()
          .asString()
          .matches("now|\\d+ s ago");
      tab.awaitText("[data-operation=insert] dd", "3");
      tab.awaitText("[data-operation=all] dd", "3");
      tab.screenshot("arriving");
    }
  }

  @Test
  void showsMarkupAsText() {
    try (DashboardTab tab = tab()) {
      predictions.insertOne(new Document("output", new Document("class", SCRIPT)));
      client
          .getDatabase(run.database())
          .getCollection("<i>models</i>")
          .insertOne(new Document("name", SCRIPT));
      tab.awaitRows(2);

      assertThat(tab.outputs()).contains(SCRIPT);
      assertThat(tab.page().locator("#rows script, #rows img, #rows i i").count()).isZero();
      assertThat(tab.page().locator("#collection option").allTextContents())
          .contains("<i>models</i>");
      assertThat(tab.page().title()).isEqualTo("Live predictions");
      tab.screenshot("markup");
    }
  }

  @Test
  void pausesTheWatcherAndResumesWhereItWas() {
    try (DashboardTab tab = tab()) {
      insert(1, 5);
      tab.awaitRows(5);

      tab.button("Pause").click();
      tab.awaitStatus("Paused");
      insert(6, 20);
      assertThat(tab.page().locator("#notice")).containsText("Nothing is lost");
      assertThat(dashboard.totals().changes()).isEqualTo(5);
      tab.screenshot("paused");

      tab.button("Resume").click();
      tab.awaitStatus("Live");
      tab.awaitRows(20);
      assertThat(tab.outputs()).isEqualTo(newestFirst(1, 20));
    }
  }

  @Test
  void comesBackByItselfAndShowsWhatWasWrittenMeanwhile() {
    try (DashboardTab tab = tab()) {
      insert(1, 15);
      tab.awaitRows(15);
      int port = URI.create(dashboard.url()).getPort();

      dashboard.close();
      tab.awaitStatus("Reconnecting");
      insert(16, 30);
      tab.screenshot("reconnecting");
      dashboard = open(port);
      insert(31, 45);

      tab.awaitStatus("Live");
      tab.awaitRows(45);
      assertThat(tab.outputs()).isEqualTo(newestFirst(1, 45));
      assertThat(tab.page().locator("#skipped")).isHidden();
      tab.screenshot("reconnected");
    }
  }

  @Test
  void showsTheSameInThreeTabs() {
    try (DashboardTab one = tab();
        DashboardTab two = tab();
        DashboardTab three = tab()) {
      insert(1, 40);

      for (DashboardTab tab : List.of(one, two, three)) {
        tab.awaitRows(40);
        assertThat(tab.outputs()).isEqualTo(newestFirst(1, 40));
        tab.awaitText("#received", "40");
      }
      two.button("Pause").click();
      one.awaitStatus("Paused");
      three.awaitStatus("Paused");
    }
  }

  @Test
  void showsOnlyWhatIsChosen() {
    try (DashboardTab tab = tab()) {
      insert(1, 5);
      predictions.deleteOne(new Document("_id", 2));
      client
          .getDatabase(run.database())
          .getCollection("models")
          .insertOne(new Document("name", "m"));
      tab.awaitRows(7);

      tab.page().getByLabel("Collection").selectOption("predictions");
      tab.awaitRows(6);
      tab.page().locator("[name=operation][value=insert]").click();
      tab.awaitRows(1);
      assertThat(tab.outputs()).containsExactly("_id: 2");
      tab.screenshot("chosen");

      insert(6, 7);
      predictions.deleteOne(new Document("_id", 7));
      tab.awaitRows(2);
      assertThat(tab.outputs()).containsExactly("_id: 7", "_id: 2");
    }
  }

  @Test
  void isCompleteAndAnswersAfterFiftyThousandEventsAtFiveThousandASecond() {
    try (DashboardTab tab = tab()) {
      Traffic traffic = Traffic.start(run);
      await().atMost(LIMIT).until(() -> traffic.writes() >= 25_000);
      tab.screenshot("five-thousand-a-second");
      await().atMost(LIMIT).until(() -> traffic.writes() >= 50_000);
      traffic.close();
      long writes = traffic.writes();
      await().atMost(LIMIT).until(() -> tab.number("[data-operation=all] dd") == writes);

      await().atMost(LIMIT).until(() -> tab.number("#received") + tab.number("#skipped") == writes);
      assertThat(dashboard.totals().repeated()).isZero();
      tab.button("Pause").click();
      tab.awaitStatus("Paused");
      tab.button("Resume").click();
      predictions.insertOne(new Document("output", new Document("class", "the last one")));
      tab.awaitText("#rows > .row:first-child", "the last one");
      tab.screenshot("complete");
    }
  }

  private Dashboard open(int port) {
    return Dashboard.open(client, run.database(), "127.0.0.1", port);
  }

  private DashboardTab tab() {
    return DashboardTab.open(browser, dashboard.url());
  }

  private void insert(int from, int to) {
    predictions.insertMany(
        IntStream.rangeClosed(from, to)
            .mapToObj(
                number -> new Document("_id", number).append("output", new Document("n", number)))
            .toList());
  }

  private static List<String> newestFirst(int from, int to) {
    List<String> numbers =
        new ArrayList<>(IntStream.rangeClosed(from, to).mapToObj(String::valueOf).toList());
    Collections.reverse(numbers);
    return numbers;
  }
}
