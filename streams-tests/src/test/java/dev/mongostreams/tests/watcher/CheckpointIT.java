package dev.mongostreams.tests.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.Filters;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.WatcherListener;
import dev.mongostreams.WatcherState;
import dev.mongostreams.checkpoint.Checkpoint;
import dev.mongostreams.checkpoint.CheckpointPlan;
import dev.mongostreams.checkpoint.CheckpointSlot;
import dev.mongostreams.checkpoint.CheckpointStore;
import dev.mongostreams.checkpoint.FileCheckpointStore;
import dev.mongostreams.checkpoint.MemoryCheckpointStore;
import dev.mongostreams.failure.CheckpointFailedException;
import dev.mongostreams.failure.CheckpointFencedException;
import dev.mongostreams.failure.Explanation;
import dev.mongostreams.failure.StreamRefusedException;
import dev.mongostreams.tests.watcher.fixture.Limits;
import dev.mongostreams.tests.watcher.fixture.Received;
import dev.mongostreams.tests.watcher.fixture.WatcherContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointIT extends WatcherContract {
  private final MemoryCheckpointStore memory = new MemoryCheckpointStore();

  private WatcherBuilder kept(CheckpointStore store) {
    return watchPredictions().resumeFrom("kept", store);
  }

  private Received resumed(CheckpointStore store) {
    Received rest = new Received();
    kept(store).onChange(rest).start();
    return rest;
  }

  @Test
  void goesOnBehindWhatItHandled(@TempDir Path directory) {
    FileCheckpointStore store = FileCheckpointStore.at(directory);
    Watcher watcher = kept(store).start();
    insert(1, 5);
    received.awaitId(5);
    watcher.stop();
    insert(6, 8);

    Received rest = resumed(store);

    rest.awaitId(8);
    assertThat(rest.ids()).isEqualTo(numbers(6, 8));
  }

  @Test
  void savesWhereItOpenedBeforeTheFirstEvent() { // 34
    try (Watcher watcher = kept(memory).start()) {
      Limits.until("the first position is saved", () -> watcher.stats().savedUpTo() != null);
    }
    insert(1, 2);

    Received rest = resumed(memory);

    rest.awaitId(2);
    assertThat(rest.ids()).containsExactly(1, 2);
  }

  @Test
  void whatWasSavedWinsOverWhereToStart() {
    insert(1, 1);
    StartPosition before = here();
    Watcher watcher = kept(memory).start();
    insert(2, 3);
    received.awaitId(3);
    watcher.stop();
    insert(4, 4);
    Received rest = new Received();

    kept(memory).startAt(before).onChange(rest).start();

    rest.awaitId(4);
    assertThat(rest.ids()).containsExactly(4);
  }

  @Test
  void repeatsWhatWasHandledAfterTheLastSave() { // 33
    CheckpointPlan rarely =
        CheckpointPlan.of("kept", memory).every(Duration.ofHours(1)).every(Integer.MAX_VALUE);
    Watcher watcher = watchPredictions().resumeFrom(rarely).start();
    insert(1, 5);
    received.awaitId(5);
    Checkpoint asIfKilled = memory.read("kept");
    watcher.stop();
    CheckpointSlot slot = memory.claim("kept");
    slot.save(asIfKilled);

    Received rest = resumed(memory);

    rest.awaitId(5);
    assertThat(rest.ids()).isEqualTo(numbers(1, 5));
  }

  @Test
  void refusesThePositionOfAnotherStream() { // 25
    kept(memory).start().stop();
    WatcherBuilder other = kept(memory).where(Filters.gt("fullDocument.confidence", 0.9));

    assertThatThrownBy(other::start)
        .isInstanceOf(CheckpointFailedException.class)
        .hasMessageMatching(
            "Cannot go on from the checkpoint kept: it belongs to another stream: pipeline was"
                + " [0-9a-f]{16} and is [0-9a-f]{16}\\. Watch what was watched before, or take another"
                + " name, or accept this one on purpose\\.");

    assertThat(memory.read("kept")).isNotNull();
    watchPredictions()
        .where(Filters.gt("fullDocument.confidence", 0.9))
        .resumeFrom(CheckpointPlan.of("kept", memory).acceptOther(true))
        .start();
  }

  @Test
  void namesBothScopesWhenTheyDiffer() { // 26
    kept(memory).start().stop();
    WatcherBuilder other = by(streams.watchCollection("models")).resumeFrom("kept", memory);

    assertThatThrownBy(other::start)
        .isInstanceOf(CheckpointFailedException.class)
        .hasMessageContaining(
            "scope was "
                + predictions.getNamespace()
                + " and is "
                + database.getName()
                + ".models.");
  }

  @Test
  void aWrongWatcherDoesNotTakeTheNameFromTheRightOne() {
    Watcher right = kept(memory).start();
    WatcherBuilder wrong = by(streams.watchCollection("models")).resumeFrom("kept", memory);
    Limits.until("the first position is saved", () -> right.stats().savedUpTo() != null);

    assertThatThrownBy(wrong::start).isInstanceOf(CheckpointFailedException.class);

    insert(1, 1);
    received.awaitId(1);
    right.stop();
    assertThat(right.state()).isEqualTo(WatcherState.STOPPED);
  }

  @Test
  void oneWatcherAtATimeHoldsAName(@TempDir Path directory) {
    FileCheckpointStore store = FileCheckpointStore.at(directory);
    Watcher first = kept(store).start();

    assertThatThrownBy(kept(store)::start).isInstanceOf(CheckpointFailedException.class);

    first.stop();
    kept(store).start();
  }

  @Test
  void aStartThatIsRefusedGivesTheNameBack(@TempDir Path directory) {
    FileCheckpointStore store = FileCheckpointStore.at(directory);
    WatcherBuilder wrong = kept(store).pipeline(new Document("$foo", 1));

    assertThatThrownBy(wrong::start).isInstanceOf(StreamRefusedException.class);

    kept(store).start();
  }

  @Test
  void aWatcherWhoseNameIsTakenStops() { // 40
    Watcher watcher = kept(memory).start();
    memory.claim("kept");
    insert(1, 1);

    assertThatThrownBy(watcher::join).isInstanceOf(CheckpointFencedException.class);

    assertThat(watcher.state()).isEqualTo(WatcherState.FAILED);
  }

  @Test
  void deliversUpToTheLimitWhileNothingCanBeSaved() { // 31
    Failing store = new Failing();
    Watcher watcher = kept(store).maxUnsaved(3).start();
    Limits.until("the first position is saved", () -> watcher.stats().savedUpTo() != null);
    StartPosition saved = watcher.stats().savedUpTo();
    store.down.set(true);

    insert(1, 10);
    Limits.until("a save has failed", () -> !heard.of(WatcherListener.SaveFailed.class).isEmpty());

    assertThat(received.ids()).isSubsetOf(1, 2, 3);
    assertThat(watcher.stats().savedUpTo()).as("never claims what is not saved").isEqualTo(saved);
    store.down.set(false);
    received.awaitId(10);
    assertThat(received.ids()).isEqualTo(numbers(1, 10));
  }

  @Test
  void aSlowStoreHoldsUpNobody() throws InterruptedException {
    Slow store = new Slow();
    Watcher watcher = kept(store).start();
    insert(1, 5);
    store.free.countDown();
    received.awaitId(5);
    Limits.open(store.saving);
    insert(6, 9);

    received.awaitId(9);
    assertThat(watcher.state()).isEqualTo(WatcherState.RUNNING);
    store.rest.countDown();
  }

  /** Saves nothing while it is down. */
  private final class Failing extends Kept {
    private final AtomicBoolean down = new AtomicBoolean();

    @Override
    void before(Checkpoint checkpoint) {
      if (down.get()) {
        throw new CheckpointFailedException(
            new Explanation("Cannot save", "kept", "the store is down", "Wait."), null);
      }
    }
  }

  /** Lets the first save pass, and then takes its time. */
  private final class Slow extends Kept {
    private final CountDownLatch free = new CountDownLatch(1);
    private final CountDownLatch saving = new CountDownLatch(1);
    private final CountDownLatch rest = new CountDownLatch(1);
    private boolean first = true;

    @Override
    void before(Checkpoint checkpoint) {
      try {
        if (first) {
          Limits.open(free);
        } else {
          saving.countDown();
          Limits.open(rest);
        }
        first = false;
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
    }
  }

  private abstract class Kept implements CheckpointStore {
    abstract void before(Checkpoint checkpoint);

    @Override
    public CheckpointSlot claim(String name) {
      CheckpointSlot slot = memory.claim(name);
      return new CheckpointSlot() {
        @Override
        public @Nullable Checkpoint loaded() {
          return slot.loaded();
        }

        @Override
        public void save(Checkpoint checkpoint) {
          before(checkpoint);
          slot.save(checkpoint);
        }

        @Override
        public void close() {
          slot.close();
        }
      };
    }

    @Override
    public @Nullable Checkpoint read(String name) {
      return memory.read(name);
    }

    @Override
    public List<String> names() {
      return memory.names();
    }

    @Override
    public boolean delete(String name) {
      return memory.delete(name);
    }
  }
}
