package dev.mongostreams.tests.watcher.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.WatcherListener.Reconnecting;
import dev.mongostreams.WatcherState;
import dev.mongostreams.failure.ConnectFailedException;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import dev.mongostreams.tests.watcher.fixture.Clients;
import dev.mongostreams.tests.watcher.fixture.FailPoint;
import dev.mongostreams.tests.watcher.fixture.Heard;
import dev.mongostreams.tests.watcher.fixture.Limits;
import dev.mongostreams.tests.watcher.fixture.Received;
import dev.mongostreams.tests.watcher.fixture.SentCommands;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The client ends each operation before the server has scanned what it must to answer. */
@ExtendWith(Rs0Extension.class)
final class ClientTimeoutIT {
  private static final long TIMEOUT_MILLIS = 400;
  private static final Duration SCAN = Duration.ofMillis(3 * TIMEOUT_MILLIS);

  private final String mark = "timeout-" + UUID.randomUUID();
  private final Received received = new Received();
  private final Heard heard = new Heard();
  private final SentCommands sent = new SentCommands();
  private MongoClient writer;
  private MongoClient reader;
  private MongoCollection<Document> predictions;
  private ChangeStreams streams;

  @BeforeEach
  void connect(ReplicaSet rs0, MongoClient shared, MongoDatabase fresh) {
    writer = shared;
    predictions = fresh.getCollection("predictions");
    reader =
        MongoClients.create(
            Clients.quick(rs0.uri(), mark)
                .timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .addCommandListener(sent)
                .build());
    streams = ChangeStreams.of(reader, fresh.getName());
  }

  @AfterEach
  void disconnect() {
    streams.close();
    reader.close();
  }

  private WatcherBuilder watch() {
    return streams.watchCollection("predictions").onChange(received).listener(heard);
  }

  @Test
  void readsThatAreTooSlowForItAreTriedAgainMoreAndMoreSlowly() { // 20
    Watcher watcher = watch().start();
    predictions.insertOne(new Document("_id", 1));
    received.awaitId(1);

    try (FailPoint slow = FailPoint.always(writer, mark, FailPoint.slow(SCAN), "getMore")) {
      assertBacksOff(watcher);
      assertThat(slow.hits()).isPositive();
    }

    predictions.insertOne(new Document("_id", 2));
    received.awaitId(2);
    Limits.until("it runs", () -> watcher.state() == WatcherState.RUNNING);
    assertThat(received.ids()).containsExactly(1, 2);
  }

  @Test
  void soAreOpeningsThatAreTooSlowForIt() { // 20
    Watcher watcher = watch().start();
    predictions.insertOne(new Document("_id", 1));
    received.awaitId(1);

    try (FailPoint slow =
        FailPoint.always(writer, mark, FailPoint.slow(SCAN), "getMore", "aggregate")) {
      assertBacksOff(watcher);
      assertThat(slow.hits()).isPositive();
    }

    predictions.insertOne(new Document("_id", 2));
    received.awaitId(2);
    assertThat(received.ids()).containsExactly(1, 2);
  }

  /** So many tries, and no more commands than one opening and one read for each. */
  private void assertBacksOff(Watcher watcher) {
    int tries = 5;
    long before = commands();
    Limits.until("it has tried for a while", () -> told().size() >= tries);
    long during = commands() - before;

    List<Reconnecting> told = told();
    assertThat(told).extracting(Reconnecting::attempt).startsWith(1, 2, 3, 4, 5);
    assertThat(told.get(tries - 1).delay()).isGreaterThan(told.get(0).delay().multipliedBy(4));
    assertThat(told)
        .extracting(Reconnecting::cause)
        .allMatch(MongoOperationTimeoutException.class::isInstance);
    assertThat(watcher.state()).isIn(WatcherState.RECONNECTING, WatcherState.RUNNING);
    // The first two come at once: the read that fails, and the resume.
    assertThat(during).isLessThanOrEqualTo(2L * (told.size() + 2));
  }

  private long commands() {
    return sent.started("getMore") + sent.started("aggregate");
  }

  private List<Reconnecting> told() {
    return heard.of(Reconnecting.class);
  }

  @Test
  void aStartThatIsTooSlowForItFailsAndNamesTheTimeLimit() { // 20
    try (FailPoint slow = FailPoint.always(writer, mark, FailPoint.slow(SCAN), "aggregate")) {
      assertThatThrownBy(() -> watch().connectTimeout(Duration.ofSeconds(3)).start())
          .isInstanceOf(ConnectFailedException.class)
          .hasMessageEndingWith("or raise the client's timeoutMS, which ended the last try.");

      assertThat(sent.started("aggregate")).isBetween(2L, 8L);
      assertThat(slow.hits()).isPositive();
    }
  }
}
