package dev.mongostreams.tests.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeHandler;
import dev.mongostreams.Operation;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.tests.watcher.fixture.Limits;
import dev.mongostreams.tests.watcher.fixture.Received;
import dev.mongostreams.tests.watcher.fixture.WatcherContract;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Test;

final class ParallelIT extends WatcherContract {

  private WatcherBuilder parallel(int workers, ChangeHandler handler) {
    return watchPredictions().parallel(workers).onChange(handler);
  }

  /** Holds on to the events of one document until it is told to go on. */
  private static final class Stuck implements ChangeHandler {
    private final CountDownLatch free = new CountDownLatch(1);
    private final Received received = new Received();

    @Override
    public void onChange(ChangeEvent change) throws Exception {
      if (Objects.equals(Received.id(change), 1)) {
        Limits.open(free);
      }
      received.onChange(change);
    }
  }

  @Test
  void handlesDocumentsSideBySide() {
    CyclicBarrier together = new CyclicBarrier(4);
    Received all = new Received();
    parallel(
            4,
            change -> {
              together.await(15, TimeUnit.SECONDS);
              all.onChange(change);
            })
        .start();

    insert(1, 4);

    all.await(4);
    assertThat(all.ids()).containsExactlyInAnyOrder(1, 2, 3, 4);
  }

  @Test
  void keepsTheOrderOfEachDocument() {
    Received all = new Received();
    parallel(8, all).start();
    insert(0, 9);
    for (int round = 1; round <= 50; round++) {
      for (int id = 0; id < 10; id++) {
        predictions.updateOne(Filters.eq(id), Updates.set("round", round));
      }
    }
    predictions.deleteMany(new Document());

    all.await(520);
    for (int id = 0; id < 10; id++) {
      List<ChangeEvent> one = of(all, id);
      assertThat(one.get(0).operation()).isEqualTo(Operation.INSERT);
      assertThat(one.subList(1, 51))
          .extracting(change -> change.updatedFields().getInteger("round"))
          .isEqualTo(numbers(1, 50));
      assertThat(one.get(51).operation()).isEqualTo(Operation.DELETE);
    }
  }

  private static List<ChangeEvent> of(Received all, int id) {
    return all.events().stream().filter(event -> Objects.equals(Received.id(event), id)).toList();
  }

  @Test
  void aSlowDocumentHoldsTheFloorAndNobodyElse() { // 39
    Stuck stuck = new Stuck();
    Watcher watcher = parallel(2, stuck).start();
    StartPosition before = watcher.stats().handledUpTo();
    insert(1, 50);

    stuck.received.await(49);
    assertThat(stuck.received.ids()).doesNotContain(1);
    assertThat(watcher.stats().handledUpTo()).isEqualTo(before);

    stuck.free.countDown();
    stuck.received.await(50);
    Limits.until("the floor moves", () -> !before.equals(watcher.stats().handledUpTo()));
  }

  @Test
  void aDropWaitsForAllBeforeIt() {
    Stuck stuck = new Stuck();
    parallel(4, stuck).start();
    insert(1, 20);
    stuck.received.await(19);
    predictions.drop();
    insert(21, 25);
    assertThat(stuck.received.operations()).containsOnly(Operation.INSERT);

    stuck.free.countDown();

    stuck.received.awaitId(25);
    List<Operation> operations = stuck.received.operations();
    assertThat(operations.subList(0, 20)).containsOnly(Operation.INSERT);
    assertThat(operations.get(20)).isEqualTo(Operation.DROP);
    assertThat(operations.subList(21, operations.size())).contains(Operation.INSERT);
  }

  @Test
  void stopsHandlingAheadAtTheLimitOfUnsavedEvents() {
    Stuck stuck = new Stuck();
    Watcher watcher = parallel(4, stuck).maxUnsaved(10).start();
    insert(1, 50);

    stuck.received.await(9);
    assertThat(watcher.stats().events()).isEqualTo(9);
    assertThat(stuck.received.ids()).containsExactlyInAnyOrderElementsOf(numbers(2, 10));

    stuck.free.countDown();
    stuck.received.await(50);
  }

  @Test
  void aHandlerThatThrowsStopsAllWorkers() {
    Watcher watcher =
        parallel(
                4,
                change -> {
                  throw new IllegalStateException();
                })
            .start();
    insert(1, 20);

    assertThatThrownBy(watcher::join).hasMessageContaining("the handler threw");
    assertThat(watcher.stats().events()).isZero();
  }

  @Test
  void aQueueHasNoWorkers() {
    WatcherBuilder builder = by(streams.watchCollection("predictions")).onChange(received);

    assertThatThrownBy(() -> streams.watchCollection("predictions").parallel(2).toQueue(10))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot fill a queue with 2 workers: leave parallel or toQueue out.");
    assertThatThrownBy(() -> builder.parallel(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot handle events by 0 workers: give 1 to 1024.");
  }
}
