package dev.mongostreams.demo.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The dashboard as a browser sees it, without a browser. */
@ExtendWith(Rs0Extension.class)
class DashboardServerIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final MongoClient client;
  private final String database;
  private final MongoCollection<Document> predictions;
  private Dashboard dashboard;

  DashboardServerIT(ReplicaSet rs0) {
    database = rs0.freshDatabase();
    client = MongoClients.create(rs0.uri(database));
    predictions = client.getDatabase(database).getCollection("predictions");
    dashboard = Dashboard.open(client, database, "127.0.0.1", 0);
  }

  @AfterEach
  void close() {
    dashboard.close();
    client.getDatabase(database).drop();
    client.close();
  }

  @Test
  void showsWhatIsWrittenInOrder() throws InterruptedException {
    try (RawBrowser browser = RawBrowser.open(dashboard.url()).hello()) {
      insert(1, 50);

      assertThat(browser.outputs(50)).containsExactlyElementsOf(numbers(1, 50));
      assertThat(state(browser)).containsEntry("watcher", "RUNNING").containsEntry("changes", 50);
    }
  }

  @Test
  void goesOnBehindTheLastChangeSeenWhenABrowserComesBack() throws InterruptedException {
    Document seen = seenAfter(10);
    insert(11, 30);
    await().atMost(LIMIT).until(() -> dashboard.totals().changes() == 30);

    try (RawBrowser browser = RawBrowser.open(dashboard.url()).hello(seen)) {
      insert(31, 35);

      assertThat(browser.outputs(25)).containsExactlyElementsOf(numbers(11, 35));
      assertThat(browser.last()).containsEntry("skipped", 0).containsEntry("more", false);
    }
  }

  @Test
  void readsWhatWasMissedFromTheHistoryWhenTheDashboardItselfWasAway() throws InterruptedException {
    Document seen = seenAfter(10);
    dashboard.close();
    insert(11, 30);
    dashboard = Dashboard.open(client, database, "127.0.0.1", 0);
    insert(31, 35);

    try (RawBrowser browser = RawBrowser.open(dashboard.url()).hello(seen)) {
      insert(36, 40);

      assertThat(browser.outputs(30)).containsExactlyElementsOf(numbers(11, 40));
      assertThat(browser.last()).containsEntry("skipped", 0).containsEntry("more", false);
    }
  }

  @Test
  void showsNothingTwiceWhenTheDashboardItselfWasAway() throws InterruptedException {
    Document seen = seenAfter(10);
    dashboard.close();
    dashboard = Dashboard.open(client, database, "127.0.0.1", 0);
    insert(11, 12);
    await().atMost(LIMIT).until(() -> dashboard.totals().changes() >= 2);

    try (RawBrowser browser = RawBrowser.open(dashboard.url()).hello(seen)) {
      assertThat(browser.outputs(2)).containsExactly("11", "12");
    }
  }

  @Test
  void readsWhatWasMissedWhenNothingHasComeSince() throws InterruptedException {
    Document seen = seenAfter(10);
    dashboard.close();
    insert(11, 30);
    dashboard = Dashboard.open(client, database, "127.0.0.1", 0);

    try (RawBrowser browser = RawBrowser.open(dashboard.url()).hello(seen)) {
      assertThat(browser.outputs(20)).containsExactlyElementsOf(numbers(11, 30));
      assertThat(browser.last()).containsEntry("more", false);
    }
  }

  @Test
  void catchesUpABrowserThatHadSeenNothing() throws InterruptedException {
    Document seen;
    try (RawBrowser browser = RawBrowser.open(dashboard.url()).hello()) {
      seen = browser.frame().get("seen", Document.class);
    }
    dashboard.close();
    insert(1, 5);
    dashboard = Dashboard.open(client, database, "127.0.0.1", 0);

    try (RawBrowser browser = RawBrowser.open(dashboard.url()).hello(seen)) {
      assertThat(browser.outputs(5)).containsExactlyElementsOf(numbers(1, 5));
    }
  }

  @Test
  void saysThatChangesAreMissingWhenItCannotCountThem() throws InterruptedException {
    Document seen = seenAfter(1).append("feed", "another").append("token", "no token");
    insert(2, 3);
    await().atMost(LIMIT).until(() -> dashboard.totals().changes() == 3);

    try (RawBrowser browser = RawBrowser.open(dashboard.url()).hello(seen)) {
      assertThat(browser.outputs(3)).containsExactlyElementsOf(numbers(1, 3));
      assertThat(browser.last()).containsEntry("more", true);
    }
  }

  @Test
  void beginsAnewForABrowserThatHasSeenAnotherStream() throws InterruptedException {
    Document seen = seenAfter(5).append("stream", "another");

    try (RawBrowser browser = RawBrowser.open(dashboard.url()).hello(seen)) {
      Document first = browser.frame();

      assertThat(first).containsEntry("anew", true).containsEntry("more", false);
      assertThat(first.getList("rows", Document.class)).hasSize(5);
    }
  }

  @Test
  void doesNotWaitForABrowserThatTakesNothingIn() throws InterruptedException {
    try (RawBrowser slow = RawBrowser.open(dashboard.url()).hello()) {
      Document first = slow.frame();
      Document second = slow.frame();
      insert(1, 5_000);

      await().atMost(LIMIT).until(() -> dashboard.totals().changes() == 5_000);
      assertThat(slow.waiting()).isZero();
      slow.got(first);
      slow.got(second);
      assertThat(slow.outputs(2_000)).containsExactlyElementsOf(numbers(3_001, 5_000));
      assertThat(slow.last()).containsEntry("skipped", 3_000);
    }
  }

  @Test
  void sendsOnlyWhatABrowserChose() throws InterruptedException {
    try (RawBrowser browser = RawBrowser.open(dashboard.url()).hello()) {
      insert(1, 3);
      browser.outputs(3);
      predictions.deleteOne(new Document("_id", 2));
      browser.outputs(1);

      assertThat(browser.choose("delete")).containsExactly("_id: 2");
      insert(4, 6);
      predictions.deleteOne(new Document("_id", 5));

      assertThat(browser.outputs(1)).containsExactly("_id: 5");
    }
  }

  @Test
  void pausesForEverybodyAndLosesNothing() throws InterruptedException {
    try (RawBrowser one = RawBrowser.open(dashboard.url()).hello();
        RawBrowser other = RawBrowser.open(dashboard.url()).hello()) {
      one.say("{\"kind\": \"pause\"}");
      awaitState(other, "PAUSED");
      insert(1, 20);
      assertThat(dashboard.totals().changes()).isZero();

      other.say("{\"kind\": \"resume\"}");

      assertThat(one.outputs(20)).containsExactlyElementsOf(numbers(1, 20));
    }
  }

  @Test
  void refusesAPageOfAnotherOrigin() {
    assertThatThrownBy(() -> RawBrowser.open(dashboard.url(), "http://evil.example").close())
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(403));
  }

  @Test
  void endsAConversationThatIsNotItsPages() throws Exception {
    try (RawBrowser browser = RawBrowser.open(dashboard.url()).say("{\"kind\": \"drop table\"}")) {
      assertThat(browser.closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void collectsWhatTheBrowsersMeasured() {
    try (RawBrowser browser = RawBrowser.open(dashboard.url())) {
      browser.say("{\"kind\": \"painted\", \"times\": [[12, 99], [40, 1]]}");

      await().atMost(LIMIT).until(() -> dashboard.latency().count() == 100);
      assertThat(dashboard.latency().within(0.99)).contains(Duration.ofMillis(12));
    }
  }

  @Test
  void servesItsOwnFilesAndNoOther() throws Exception {
    HttpResponse<String> page = get("");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self'")
        .doesNotContain("unsafe");
    assertThat(get("main.js").headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/javascript");
    assertThat(get("logback.xml").statusCode()).isEqualTo(404);
    assertThat(get("..%2flogback.xml").statusCode()).isIn(400, 404);
  }

  @Test
  void saysWhenAnAddressIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      assertThatThrownBy(
              () -> Dashboard.open(client, database, "127.0.0.1", taken.getLocalPort()).close())
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "Cannot serve the dashboard on 127.0.0.1:"
                  + taken.getLocalPort()
                  + ": the address is taken or not of this machine. Give another --port or"
                  + " --host.");
    }
  }

  private Document seenAfter(int count) throws InterruptedException {
    try (RawBrowser browser = RawBrowser.open(dashboard.url()).hello()) {
      insert(1, count);
      browser.outputs(count);
      return browser.last().get("seen", Document.class);
    }
  }

  private static void awaitState(RawBrowser browser, String wanted) throws InterruptedException {
    Document frame = browser.frame();
    while (!frame.get("state", Document.class).getString("watcher").equals(wanted)) {
      browser.got(frame);
      frame = browser.frame();
    }
    browser.got(frame);
  }

  private static Document state(RawBrowser browser) {
    return browser.last().get("state", Document.class);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(dashboard.url() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private void insert(int from, int to) {
    predictions.insertMany(
        IntStream.rangeClosed(from, to)
            .mapToObj(
                number -> new Document("_id", number).append("output", new Document("n", number)))
            .toList());
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(String::valueOf).toList();
  }
}
