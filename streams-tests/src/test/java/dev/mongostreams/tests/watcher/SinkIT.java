package dev.mongostreams.tests.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Updates;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.checkpoint.MemoryCheckpointStore;
import dev.mongostreams.failure.CheckpointFencedException;
import dev.mongostreams.failure.FailurePolicy;
import dev.mongostreams.failure.StreamRefusedException;
import dev.mongostreams.tests.watcher.fixture.Clients;
import dev.mongostreams.tests.watcher.fixture.CountingSink;
import dev.mongostreams.tests.watcher.fixture.FailPoint;
import dev.mongostreams.tests.watcher.fixture.Limits;
import dev.mongostreams.tests.watcher.fixture.SentCommands;
import dev.mongostreams.tests.watcher.fixture.WatcherContract;
import java.time.Duration;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sink that stores the position with its effect, against a real server. */
final class SinkIT extends WatcherContract {
  private MongoClient sinkClient;
  private CountingSink sink;

  @BeforeEach
  void openSink() {
    sinkClient = Clients.quick(rs0.uri(), mark + "-sink", new SentCommands());
    sink = new CountingSink(sinkClient, database.getName());
  }

  @AfterEach
  void closeSink() {
    sinkClient.close();
  }

  private WatcherBuilder into() {
    return watchPredictions().into("counts", sink);
  }

  private void awaitAll(int documents) {
    Limits.until(documents + " documents are counted", () -> sink.documents() == documents);
  }

  @Test
  void storesThePositionBeforeTheFirstEventAndWithEachBatch() {
    Watcher watcher = into().start();
    Limits.until("a position is stored", () -> sink.read("counts") != null);
    StartPosition first = sink.read("counts").position();

    insert(1, 20);
    awaitAll(20);

    watcher.stop();
    assertThat(sink.read("counts").position())
        .isNotEqualTo(first)
        .isEqualTo(watcher.stats().handledUpTo())
        .isEqualTo(watcher.stats().savedUpTo());
    assertThat(watcher.stats().events()).isEqualTo(20);
  }

  @Test
  void goesOnBehindWhatIsStored() {
    into().start().stop();
    insert(1, 5);
    try (Watcher second = into().start()) {
      awaitAll(5);
      assertThat(second.stats().reopens()).isZero();
    }
    insert(6, 9);
    Watcher third = into().start();
    awaitAll(9);
    third.stop();
    for (int id = 1; id <= 9; id++) {
      assertThat(sink.count(id)).isEqualTo(1);
    }
  }

  @Test
  void theEffectHappensOnceThoughTheCommitWasNotKnown() { // 77
    try (Watcher watcher = into().start()) {
      Document unknown =
          new Document("writeConcernError", new Document("code", 64).append("errmsg", "timeout"));
      try (FailPoint commits =
          FailPoint.times(2, writer, mark + "-sink", unknown, "commitTransaction")) {
        insert(1, 7);
        predictions.updateMany(new Document(), Updates.set("seen", true));
        Limits.until("all is handled", () -> watcher.stats().events() == 14);
        assertThat(commits.hits()).isPositive();
      }
      for (int id = 1; id <= 7; id++) {
        assertThat(sink.count(id)).as("document " + id).isEqualTo(2);
      }
      assertThat(watcher.stats().retries()).isPositive();
    }
  }

  @Test
  void aSecondWriterStopsTheFirst() throws InterruptedException {
    Watcher first = into().start();
    insert(1, 3);
    awaitAll(3);

    Watcher second = into().start();
    insert(4, 6);
    awaitAll(6);

    assertThatThrownBy(() -> first.join(Duration.ofSeconds(30)))
        .isInstanceOf(CheckpointFencedException.class);
    second.stop();
    assertThat(sink.count(4)).isEqualTo(1);
  }

  @Test
  void movesThePositionWhileNothingComes() {
    Watcher watcher = into().start();
    Limits.until("a position is stored", () -> sink.read("counts") != null);
    StartPosition first = sink.read("counts").position();

    database.getCollection("other").insertOne(numbered(1));
    Limits.until("it has read on", () -> !first.equals(watcher.stats().handledUpTo()));
    watcher.stop();

    assertThat(sink.read("counts").position()).isNotEqualTo(first);
    assertThat(sink.documents()).isZero();
  }

  @Test
  void aSinkThatThrowsIsTriedAgain() {
    into().onFailure(FailurePolicy.stop().retries(9)).start();
    try (FailPoint updates =
        FailPoint.times(2, writer, mark + "-sink", FailPoint.error(2), "update")) {
      insert(1, 1);
      awaitAll(1);
      assertThat(updates.hits()).isEqualTo(2);
    }
    assertThat(sink.count(1)).isEqualTo(1);
  }

  @Test
  void givesTheNameBackAtTheEndAndWhenTheCursorDoesNotOpen() {
    into().start().stop();
    assertThat(sink.closed()).isEqualTo(1);

    WatcherBuilder cannotOpen = into().pipeline(new Document("$noSuchStage", new Document()));
    sink.delete("counts");
    assertThatThrownBy(cannotOpen::start).isInstanceOf(StreamRefusedException.class);
    assertThat(sink.closed()).isEqualTo(2);
  }

  @Test
  void refusesWhatDoesNotGoTogether() {
    assertThatThrownBy(() -> into().parallel(2).start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Cannot hand events of "
                + predictions.getNamespace()
                + " to a sink by several workers, as it keeps one position: leave parallel out.");
    assertThatThrownBy(() -> into().resumeFrom("counts", new MemoryCheckpointStore()).start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Cannot keep the position of "
                + predictions.getNamespace()
                + " twice: leave into or resumeFrom out.");
  }
}
