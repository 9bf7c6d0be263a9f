package dev.mongostreams.tests.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.Updates;
import com.mongodb.client.model.changestream.FullDocument;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeHandler;
import dev.mongostreams.ChangeQueue;
import dev.mongostreams.Operation;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.WatcherListener.Retrying;
import dev.mongostreams.handler.MissingDocument;
import dev.mongostreams.tests.watcher.fixture.FailPoint;
import dev.mongostreams.tests.watcher.fixture.Limits;
import dev.mongostreams.tests.watcher.fixture.Received;
import dev.mongostreams.tests.watcher.fixture.WatcherContract;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.bson.BsonNull;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** Document 1 is updated and deleted before anybody looks it up. */
final class MissingDocumentIT extends WatcherContract {
  private static final int MARKER = 99;
  private static final int MARKER_BYTES = 200_000;

  private StartPosition updateAndDelete() {
    insert(1, 2);
    StartPosition before = here();
    predictions.updateOne(numbered(2), Updates.set("step", 1));
    predictions.updateOne(numbered(1), Updates.set("step", 1));
    predictions.deleteOne(numbered(1));
    return before;
  }

  private WatcherBuilder looking(MissingDocument policy) {
    return watchPredictions()
        .fullDocument(FullDocument.UPDATE_LOOKUP)
        .startAt(updateAndDelete())
        .onMissingDocument(policy);
  }

  @Test
  void comesAsADelete() { // 57
    Watcher watcher = looking(MissingDocument.AS_DELETE).start();

    received.await(3);
    assertThat(received.operations())
        .containsExactly(Operation.UPDATE, Operation.DELETE, Operation.DELETE);
    assertThat(received.ids()).containsExactly(2, 1, 1);
    ChangeEvent update = received.events().get(1);
    assertThat(update.raw().getString("operationType").getValue()).isEqualTo("update");
    assertThat(update.value("fullDocument")).isEqualTo(BsonNull.VALUE);
    assertThat(update.token()).isNotEqualTo(received.events().get(2).token());
    Limits.until("all are counted", () -> watcher.stats().events() == 3);
    assertThat(watcher.stats().operations()).containsEntry(Operation.DELETE, 2L);
  }

  @Test
  void isSkippedAndCounted() { // 57
    Watcher watcher = looking(MissingDocument.SKIP).start();

    received.await(2);
    assertThat(received.operations()).containsExactly(Operation.UPDATE, Operation.DELETE);
    assertThat(watcher.stats().skipped()).isEqualTo(1);
  }

  @Test
  void isReadOnceMoreAndMayStillBeGone() { // 57
    looking(MissingDocument.REREAD).start();

    ChangeEvent update = received.await(3).get(1);
    assertThat(update.operation()).isEqualTo(Operation.UPDATE);
    assertThat(update.fullDocument()).isNull();
  }

  @Test
  void isReadOnceMoreAndFound() throws InterruptedException { // 57
    CountDownLatch read = new CountDownLatch(1);
    ChangeHandler slow =
        change -> {
          Limits.open(read);
          received.onChange(change);
        };
    Watcher watcher = looking(MissingDocument.REREAD).onChange(slow).start();
    insertAgain(() -> watcher.stats().bytesInFlight() > MARKER_BYTES);
    read.countDown();

    ChangeEvent update = received.await(3).get(1);
    assertThat(update.operation()).isEqualTo(Operation.UPDATE);
    assertThat(update.fullDocument()).isEqualTo(numbered(1).append("again", true));
    assertThat(update.raw().getDocument("fullDocument").getBoolean("again").getValue()).isTrue();
    assertThat(update.updatedFields()).isEqualTo(new Document("step", 1));
  }

  /** Brings document 1 back when all that was written before has been read and looked up. */
  private void insertAgain(Callable<Boolean> read) {
    predictions.insertOne(numbered(MARKER).append("filling", "x".repeat(MARKER_BYTES)));
    Limits.until("the marker is here", read);
    predictions.insertOne(numbered(1).append("again", true));
  }

  @Test
  void isFoundByAQueueAsWell() throws InterruptedException { // 57
    try (ChangeQueue queue = pulled(MissingDocument.REREAD).toQueue(100)) {
      insertAgain(() -> queue.size() == 4);

      assertThat(Received.id(queue.poll(Limits.LIMIT))).isEqualTo(2);
      ChangeEvent update = queue.poll(Limits.LIMIT);
      assertThat(update.fullDocument()).isEqualTo(numbered(1).append("again", true));
    }
  }

  @Test
  void comesAsADeleteOutOfAQueue() {
    try (ChangeQueue queue = pulled(MissingDocument.AS_DELETE).toQueue(100)) {
      Limits.until("all are here", () -> queue.size() == 3);
      List<ChangeEvent> drained = new ArrayList<>();

      assertThat(queue.drainTo(drained, 100)).isEqualTo(3);
      assertThat(drained)
          .extracting(ChangeEvent::operation)
          .containsExactly(Operation.UPDATE, Operation.DELETE, Operation.DELETE);
    }
  }

  private WatcherBuilder pulled(MissingDocument policy) {
    return streams
        .watchCollection("predictions")
        .reading(read -> read.engine(engine))
        .fullDocument(FullDocument.UPDATE_LOOKUP)
        .startAt(updateAndDelete())
        .onMissingDocument(policy);
  }

  @Test
  void comesAsADeleteInABatchAndToWhoeverAnswersLater() {
    looking(MissingDocument.AS_DELETE)
        .onBatch(100, batch -> batch.forEach(received::onChange))
        .start();
    received.await(3);
    assertThat(received.operations())
        .containsExactly(Operation.UPDATE, Operation.DELETE, Operation.DELETE);

    predictions.drop();
    Received later = new Received();
    looking(MissingDocument.AS_DELETE)
        .onChangeAsync(
            change -> {
              later.onChange(change);
              return CompletableFuture.completedFuture(null);
            })
        .start();
    later.await(3);
    assertThat(later.operations())
        .containsExactly(Operation.UPDATE, Operation.DELETE, Operation.DELETE);
  }

  @Test
  void aReadThatFailsIsTriedAgain() { // 57
    try (FailPoint broken = FailPoint.times(2, writer, mark, FailPoint.error(8000), "find")) {
      Watcher watcher = looking(MissingDocument.REREAD).start();

      assertThat(received.await(3).get(1).fullDocument()).isNull();
      assertThat(broken.hits()).isEqualTo(2);
      assertThat(heard.of(Retrying.class)).isNotEmpty();
      assertThat(watcher.stats().retries()).isPositive();
    }
  }

  @Test
  void nothingIsMissingWhereNothingIsLookedUp() {
    assertThatThrownBy(() -> watchPredictions().onMissingDocument(MissingDocument.SKIP).start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("by SKIP: no document is looked up");
  }
}
