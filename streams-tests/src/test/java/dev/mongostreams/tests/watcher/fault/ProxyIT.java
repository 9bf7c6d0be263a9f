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
    WatcherBuilder builder = watch().comment(mark).connectTimeout(Duration.ofMillis(300));
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
    return streams.watchCollection("predictions").engine(engine).onChange(received).listener(heard);
  }

  private void write(int from, int to) {
    IntStream.rangeClosed(from, to).forEach(id -> predictions.insertOne(new Document("_id", id)));
  }
}
