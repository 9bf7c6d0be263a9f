package dev.mongostreams.tests.watcher.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import dev.mongostreams.Engine;
import dev.mongostreams.internal.connect.OwnWork;
import dev.mongostreams.internal.run.Handling;
import dev.mongostreams.internal.run.Patience;
import dev.mongostreams.internal.run.RunningWatcher;
import dev.mongostreams.internal.source.ChangeSource;
import dev.mongostreams.internal.watch.WatchOptions;
import dev.mongostreams.testkit.Member;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.tests.watcher.fixture.BothEngines;
import dev.mongostreams.tests.watcher.fixture.Clients;
import dev.mongostreams.tests.watcher.fixture.Heard;
import dev.mongostreams.tests.watcher.fixture.Limits;
import dev.mongostreams.tests.watcher.fixture.Received;
import dev.mongostreams.tests.watcher.fixture.Unbuilt;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** A connection that stays open and brings nothing: the driver would wait on it for ever. */
@BothEngines
final class SilenceIT {
  private static ReplicaSet rs0;
  private static Member member;

  @Parameter private Engine engine;
  private final Received received = new Received();
  private final Heard heard = new Heard();
  private final AtomicInteger asked = new AtomicInteger();
  private MongoClient reader;

  /** Reaches the server without the proxy. */
  private MongoClient direct;

  private MongoCollection<Document> predictions;

  @BeforeAll
  static void startServer() {
    // In a container it would have another port than it knows of.
    rs0 = ReplicaSet.builder().from("local").proxied().start();
    member = rs0.member(0);
  }

  @AfterAll
  static void endServer() {
    rs0.close();
  }

  @BeforeEach
  void connect() {
    String name = rs0.freshDatabase();
    reader = MongoClients.create(Clients.quick(rs0.uri(), "reader").build());
    Document options = reader.getDatabase("admin").runCommand(new Document("getCmdLineOpts", 1));
    int port = options.get("parsed", Document.class).get("net", Document.class).getInteger("port");
    direct = MongoClients.create("mongodb://127.0.0.1:" + port + "/?directConnection=true");
    predictions = direct.getDatabase(name).getCollection("predictions");
  }

  @AfterEach
  void disconnect() {
    reader.close();
    direct.close();
  }

  @Test
  void endsWhenTheServerSaysThatNothingIsToCome() { // 6
    RunningWatcher watcher = watcher(direct, 2, Duration.ofSeconds(1));
    watcher.start(new Handling.Each(received));
    write(1);
    received.awaitId(1);

    member.blackHole();
    try {
      write(2);
      Limits.until("the wait has ended", () -> watcher.stats().errors() > 0);
    } finally {
      member.restore();
    }

    write(3);
    received.awaitId(3);
    assertThat(received.ids()).containsExactly(1, 2, 3);
    assertThat(heard.reopens()).isPositive();
    watcher.stop();
  }

  @Test
  void endsWhenNobodyAnswersEither() { // 6
    // One question: it has a limit of 5 s.
    RunningWatcher watcher = watcher(reader, 1, Duration.ofSeconds(1));
    watcher.start(new Handling.Each(received));
    write(1);
    received.awaitId(1);

    member.blackHole();
    try {
      write(2);
      Limits.until("the wait has ended", () -> watcher.stats().errors() > 0);
    } finally {
      member.restore();
    }

    received.awaitId(2);
    assertThat(received.ids()).containsExactly(1, 2);
    watcher.stop();
  }

  @Test
  void isNoAlarmWhileTheServerIsAtWork() { // 6
    RunningWatcher watcher = watcher(reader, 1, Duration.ofMinutes(1));
    watcher.start(new Handling.Each(received));
    write(1);
    received.awaitId(1);

    int before = asked.get();
    Limits.until("it was asked many times", () -> asked.get() > before + 10);
    write(2);
    received.awaitId(2);

    assertThat(watcher.stats().errors()).isZero();
    assertThat(heard.reopens()).isZero();
    watcher.stop();
  }

  private RunningWatcher watcher(MongoClient asks, int denials, Duration await) {
    ChangeSource source =
        Unbuilt.source(engine, reader, predictions.getNamespace(), read -> read.maxAwait(await));
    Patience patience =
        new Patience(
            Duration.ofMillis(100),
            denials,
            () -> {
              asked.incrementAndGet();
              return OwnWork.under(asks, source.session());
            });
    return Unbuilt.watcher(source, WatchOptions.named("silence").listener(heard), patience);
  }

  private void write(int... ids) {
    predictions.insertMany(Arrays.stream(ids).mapToObj(id -> new Document("_id", id)).toList());
  }
}
