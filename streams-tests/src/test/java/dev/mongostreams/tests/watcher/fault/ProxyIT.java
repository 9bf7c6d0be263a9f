package dev.mongostreams.tests.watcher.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Engine;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.WatcherListener.Reconnecting;
import dev.mongostreams.WatcherState;
import dev.mongostreams.failure.ConnectFailedException;
import dev.mongostreams.testkit.Member;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.tests.watcher.fixture.BothEngines;
import dev.mongostreams.tests.watcher.fixture.Clients;
import dev.mongostreams.tests.watcher.fixture.Heard;
import dev.mongostreams.tests.watcher.fixture.Limits;
import dev.mongostreams.tests.watcher.fixture.Received;
import dev.mongostreams.tests.watcher.fixture.ServerCursors;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** The network between client and server is cut, or silent. */
@BothEngines
final class ProxyIT {
  private static final Duration AT_ONCE = Duration.ofMillis(500);

  private static ReplicaSet rs0;
  private static Member member;

  @Parameter private Engine engine;
  private final Received received = new Received();
  private final Heard heard = new Heard();
  private MongoClient writer;
  private MongoClient reader;
  private MongoCollection<Document> predictions;
  private ChangeStreams streams;

  @BeforeAll
  static void startServer() {
    rs0 = ReplicaSet.builder().proxied().start();
    member = rs0.member(0);
  }

  @AfterAll
  static void endServer() {
    rs0.close();
  }

  @BeforeEach
  void connect() {
    String name = rs0.freshDatabase();
    writer = MongoClients.create(Clients.quick(rs0.uri(), "writer").build());
    reader = MongoClients.create(Clients.quick(rs0.uri(), "reader").build());
    predictions = writer.getDatabase(name).getCollection("predictions");
    streams = ChangeStreams.of(reader, name);
  }

  @AfterEach
  void disconnect() {
    streams.close();
    reader.close();
    writer.close();
  }

  @Test
  void connectionsThatAreResetOverAndOverLoseNothing() { // 5
    Watcher watcher = watch().start();

    for (int round = 0; round < 5; round++) {
      write(round * 20 + 1, round * 20 + 10);
      member.cutConnections();
      write(round * 20 + 11, round * 20 + 20);
      received.awaitId(round * 20 + 20);
    }

    assertThat(received.ids()).isEqualTo(IntStream.rangeClosed(1, 100).boxed().toList());
    assertThat(heard.reopens()).isPositive();
    Limits.until("it runs", () -> watcher.state() == WatcherState.RUNNING);
  }

  @Test
  void aReplyThatIsCutInItsMiddle() { // 7
    watch().start();
    write(1, 1);
    received.awaitId(1);
    String filling = "x".repeat(100_000);

    BooleanSupplier cut = member.cutReply();
    for (int id = 2; id <= 20; id++) {
      predictions.insertOne(new Document("_id", id).append("filling", filling));
    }

    received.awaitId(20);
    assertThat(cut.getAsBoolean()).as("a reply was cut").isTrue();
    assertThat(received.ids()).isEqualTo(IntStream.rangeClosed(1, 20).boxed().toList());
    assertThat(heard.reopens()).isPositive();
  }

  @Test
  void anOutageLongerThanTheDriverLooksForAServer() { // 8
    MongoClient impatient =
        MongoClients.create(
            Clients.quick(rs0.uri(), "impatient")
                .applyToClusterSettings(
                    cluster -> cluster.serverSelectionTimeout(200, TimeUnit.MILLISECONDS))
                .build());
    try (ChangeStreams own =
        ChangeStreams.of(impatient, predictions.getNamespace().getDatabaseName())) {
      Watcher watcher =
          own.watchCollection("predictions")
              .reading(read -> read.engine(engine))
              .onChange(received)
              .listener(heard)
              .start();
      write(1, 5);
      received.awaitId(5);

      member.blackHole();
      member.cutConnections();
      Limits.until("several attempts have failed", () -> heard.of(Reconnecting.class).size() >= 3);
      assertThat(watcher.state()).isEqualTo(WatcherState.RECONNECTING);
      member.restore();
      write(6, 10);

      received.awaitId(10);
      assertThat(received.ids()).isEqualTo(IntStream.rangeClosed(1, 10).boxed().toList());
      assertThat(heard.of(Reconnecting.class))
          .as("the pauses grow")
          .extracting(Reconnecting::attempt)
          .startsWith(1, 2, 3);
    } finally {
      member.restore();
      impatient.close();
    }
  }

  @Test
  void aPoolWithoutAConnectionForTheSecondWatcher() throws InterruptedException { // 21
    MongoClient narrow =
        MongoClients.create(
            Clients.quick(rs0.uri(), "narrow")
                .applyToConnectionPoolSettings(
                    pool -> pool.maxSize(1).maxWaitTime(200, TimeUnit.MILLISECONDS))
                .build());
    try (ChangeStreams own =
        ChangeStreams.of(narrow, predictions.getNamespace().getDatabaseName())) {
      own.watchCollection("predictions")
          .reading(read -> read.engine(engine))
          .reading(read -> read.maxAwait(Duration.ofSeconds(30)))
          .onChange(received)
          .start();
      WatcherBuilder second =
          own.watchCollection("models")
              .reading(read -> read.engine(engine))
              .connectTimeout(Duration.ofSeconds(1))
              .onChange(change -> {});
      write(1, 1);
      received.awaitId(1);

      assertThatThrownBy(second::start)
          .isInstanceOf(ConnectFailedException.class)
          .hasMessageContaining("no cursor could be opened in time");

      write(2, 2);
      received.awaitId(2);
    } finally {
      narrow.close();
    }
  }

  @Test
  void aWatcherStopsAtOnceWhateverTheServerDoesNotSay() {
    Watcher watcher = watch().start();
    write(1, 10);
    received.awaitId(10);

    member.blackHole();
    try {
      long begin = System.nanoTime();

      watcher.stop();

      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(AT_ONCE);
      assertThat(watcher.state()).isEqualTo(WatcherState.STOPPED);
    } finally {
      member.restore();
    }
  }

  @Test
  void aStartThatGetsNoAnswerEndsAtItsLimitAndLeavesNothing() { // 15
    String mark = "start-" + engine;
    WatcherBuilder builder =
        watch().reading(read -> read.comment(mark)).connectTimeout(Duration.ofMillis(300));
    member.blackHole();
    try {
      assertThatThrownBy(builder::start)
          .isInstanceOf(ConnectFailedException.class)
          .hasMessage(
              "Cannot watch "
                  + predictions.getNamespace()
                  + ": no cursor could be opened in time. Check that a primary is up (rs.status() in"
                  + " mongosh) and that this host reaches it, or raise the connect timeout.");
    } finally {
      member.restore();
    }

    write(1, 1);
    new ServerCursors(writer, mark).awaitNone();
    assertThat(received.events()).isEmpty();
    assertThat(heard.notices()).isEmpty();
  }

  private WatcherBuilder watch() {
    return streams
        .watchCollection("predictions")
        .reading(read -> read.engine(engine))
        .onChange(received)
        .listener(heard);
  }

  private void write(int from, int to) {
    IntStream.rangeClosed(from, to).forEach(id -> predictions.insertOne(new Document("_id", id)));
  }
}
