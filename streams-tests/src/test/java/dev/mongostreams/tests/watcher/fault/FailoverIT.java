package dev.mongostreams.tests.watcher.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Engine;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherState;
import dev.mongostreams.testkit.Member;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.tests.watcher.fixture.BothEngines;
import dev.mongostreams.tests.watcher.fixture.Clients;
import dev.mongostreams.tests.watcher.fixture.Heard;
import dev.mongostreams.tests.watcher.fixture.Limits;
import dev.mongostreams.tests.watcher.fixture.Received;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** The primary of three members goes while somebody writes with majority: nothing is lost. */
@BothEngines
final class FailoverIT {
  private static final int WRITES = 300;

  private static ReplicaSet rs0;

  @Parameter private Engine engine;
  private final Received received = new Received();
  private final Heard heard = new Heard();
  private MongoClient writer;
  private MongoClient reader;
  private MongoCollection<Document> predictions;
  private ChangeStreams streams;

  @BeforeAll
  static void startServers() {
    rs0 = ReplicaSet.builder().members(3).start();
  }

  @AfterAll
  static void endServers() {
    rs0.close();
  }

  @BeforeEach
  void connect() {
    String name = rs0.freshDatabase();
    writer = MongoClients.create(Clients.quick(rs0.uri(), "writer").build());
    reader = MongoClients.create(Clients.quick(rs0.uri(), "reader").build());
    predictions =
        writer
            .getDatabase(name)
            .getCollection("predictions")
            .withWriteConcern(WriteConcern.MAJORITY);
    streams = ChangeStreams.of(reader, name);
  }

  @AfterEach
  void disconnect() {
    streams.close();
    reader.close();
    writer.close();
  }

  @Test
  void nothingIsLostWhenThePrimaryStepsDown() throws InterruptedException { // 1
    Member old = rs0.primary();

    Watcher watcher = writeDuring(rs0::stepDown);

    assertThat(rs0.primary().address()).isNotEqualTo(old.address());
    assertComplete(watcher);
  }

  @Test
  void nothingIsLostWhenThePrimaryIsKilled() throws InterruptedException { // 5
    Member old = rs0.primary();

    Watcher watcher = writeDuring(old::kill);

    assertThat(rs0.primary().address()).isNotEqualTo(old.address());
    assertComplete(watcher);
    assertThat(heard.reopens()).isPositive();
    old.restart();
  }

  private Watcher writeDuring(Runnable fault) throws InterruptedException {
    Watcher watcher = start();
    write(1, WRITES / 2);
    Thread happening = new Thread(fault);
    happening.start();
    write(WRITES / 2 + 1, WRITES);
    happening.join(Limits.LIMIT.toMillis());
    write(WRITES + 1, WRITES + 10);
    return watcher;
  }

  private Watcher start() {
    return streams
        .watchCollection("predictions")
        .reading(read -> read.engine(engine))
        .onChange(received)
        .listener(heard)
        .start();
  }

  /** The driver tries a write again once, on the next primary, and the server knows it by then. */
  private void write(int from, int to) {
    IntStream.rangeClosed(from, to).forEach(id -> predictions.insertOne(new Document("_id", id)));
  }

  private void assertComplete(Watcher watcher) {
    received.awaitId(WRITES + 10);
    assertThat(received.ids()).isEqualTo(IntStream.rangeClosed(1, WRITES + 10).boxed().toList());
    Limits.until("it runs", () -> watcher.state() == WatcherState.RUNNING);
  }
}
