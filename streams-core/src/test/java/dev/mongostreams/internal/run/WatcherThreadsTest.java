package dev.mongostreams.internal.run;

import static dev.mongostreams.internal.played.Batches.after;
import static dev.mongostreams.internal.played.Batches.inserts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.ChangeHandler;
import dev.mongostreams.WatcherListener;
import dev.mongostreams.WatcherState;
import dev.mongostreams.checkpoint.Checkpoint;
import dev.mongostreams.checkpoint.CheckpointIdentity;
import dev.mongostreams.checkpoint.CheckpointSlot;
import dev.mongostreams.checkpoint.CheckpointStore;
import dev.mongostreams.checkpoint.MemoryCheckpointStore;
import dev.mongostreams.failure.FailurePolicy;
import dev.mongostreams.failure.HandlerFailedException;
import dev.mongostreams.failure.StreamsException;
import dev.mongostreams.internal.checkpoint.Cadence;
import dev.mongostreams.internal.checkpoint.Keeping;
import dev.mongostreams.internal.played.WaitingSource;
import dev.mongostreams.internal.read.FailureClassifier;
import dev.mongostreams.internal.watch.WatchOptions;
import dev.mongostreams.internal.work.Documents;
import dev.mongostreams.letters.DeadLetter;
import dev.mongostreams.letters.DeadLetterStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Five inserts are there, and nothing more comes. */
@Timeout(120)
class WatcherThreadsTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final MemoryCheckpointStore store = new MemoryCheckpointStore();

  private static WatchOptions.Builder options() {
    return WatchOptions.named("threads").drainTimeout(Duration.ofMillis(200));
  }

  private static RunningWatcher watcher(WatchOptions options, @Nullable Keeping keeping) {
    return new RunningWatcher(
        new WaitingSource(inserts(1, 5)),
        options,
        Documents.AS_SENT,
        new FailureClassifier(true),
        keeping,
        new Patience(LONG, 3, () -> true));
  }

  private static Keeping keeping(CheckpointStore store) {
    return Keeping.claim(store, "threads", new CheckpointIdentity(Map.of()), false);
  }

  private static RunningWatcher started(RunningWatcher watcher, ChangeHandler handler) {
    watcher.start(new Handling.Each(handler));
    return watcher;
  }

  @Test
  void aHandlerThatLeavesItsThreadInterruptedEndsTheWatcherWithAReason() {
    RunningWatcher watcher =
        started(watcher(options().build(), null), change -> Thread.currentThread().interrupt());

    assertThatThrownBy(() -> watcher.join(LONG))
        .isInstanceOf(StreamsException.class)
        .hasMessageContaining("was interrupted");
    assertThat(watcher.state()).isEqualTo(WatcherState.FAILED);
  }

  @Test
  void whatBreaksBesideTheHandlerEndsTheWatcherWithAReason() {
    FailurePolicy letters = FailurePolicy.deadLetter(new NoLetters()).retries(0);
    RunningWatcher watcher =
        started(
            watcher(options().failures(letters).build(), null),
            change -> {
              throw new Unnameable();
            });

    assertThatThrownBy(() -> watcher.join(LONG)).isInstanceOf(HandlerFailedException.class);
    assertThat(watcher.state()).isEqualTo(WatcherState.FAILED);
    assertThat(watcher.stats().handledUpTo()).isEqualTo(after(0));
  }

  /** Nothing gets as far as here. */
  private static final class NoLetters implements DeadLetterStore {
    @Override
    public void write(DeadLetter letter) {
      throw new IllegalStateException("There was a letter.");
    }

    @Override
    public void forEach(Consumer<? super DeadLetter> reader) {}

    @Override
    public @Nullable DeadLetter read(String id) {
      return null;
    }

    @Override
    public int delete(Collection<String> ids) {
      return 0;
    }
  }

  /** A letter asks it for its message. */
  private static final class Unnameable extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new OutOfMemoryError("for a message");
    }
  }

  @Test
  void theLastPositionIsSavedThoughTheThreadThatStopsIsInterrupted() throws InterruptedException {
    CountDownLatch handled = new CountDownLatch(5);
    RunningWatcher watcher =
        started(
            watcher(
                options().cadence(new Cadence(Duration.ofHours(1), 1_000)).build(), keeping(store)),
            change -> handled.countDown());
    assertThat(handled.await(60, TimeUnit.SECONDS)).isTrue();

    Thread.currentThread().interrupt();
    watcher.stop();

    assertThat(Thread.interrupted()).as("still").isTrue();
    assertThat(saved()).isEqualTo(after(5));
  }

  @Test
  void whatWasHandledIsSavedThoughAHandlerIsStuck() throws InterruptedException {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    RunningWatcher watcher =
        started(
            watcher(
                options().cadence(new Cadence(Duration.ofHours(1), 1_000)).build(), keeping(store)),
            change -> {
              if (calls.incrementAndGet() == 3) {
                reached.countDown();
                free.await();
              }
            });
    assertThat(reached.await(60, TimeUnit.SECONDS)).isTrue();

    watcher.stop();

    assertThat(saved()).isEqualTo(after(2));
    free.countDown();
  }

  @Test
  void aStoreThatHasGoneDoesNotKeepAFailedWatcherFromEnding() {
    GoneStore gone = new GoneStore(store);
    AtomicInteger calls = new AtomicInteger();
    RunningWatcher watcher =
        started(
            watcher(
                options()
                    .failures(FailurePolicy.stop().retries(0))
                    .cadence(new Cadence(Duration.ofMillis(1), 1))
                    .build(),
                keeping(gone)),
            change -> {
              gone.gone = true;
              if (calls.incrementAndGet() == 2) {
                throw new IllegalStateException("cannot");
              }
            });

    assertThatThrownBy(() -> watcher.join(LONG)).isInstanceOf(HandlerFailedException.class);
  }

  @Test
  void aListenerMayStopTheWatcherWhenASaveHasFailed() throws InterruptedException {
    GoneStore gone = new GoneStore(store);
    AtomicReference<RunningWatcher> self = new AtomicReference<>();
    CountDownLatch stopped = new CountDownLatch(1);
    WatcherListener stopping =
        new WatcherListener() {
          @Override
          public void onSaveFailed(SaveFailed failed) {
            Objects.requireNonNull(self.get()).stop();
            stopped.countDown();
          }
        };
    RunningWatcher watcher =
        watcher(
            options()
                .drainTimeout(Duration.ofHours(1))
                .listener(stopping)
                .cadence(new Cadence(Duration.ofMillis(1), 1))
                .build(),
            keeping(gone));
    self.set(watcher);
    started(watcher, change -> gone.gone = true);

    assertThat(stopped.await(60, TimeUnit.SECONDS)).as("it does not wait for itself").isTrue();
    gone.gone = false;
    assertThat(watcher.join(LONG)).isTrue();
  }

  private @Nullable Object saved() {
    Checkpoint checkpoint = store.read("threads");
    return checkpoint == null ? null : checkpoint.position();
  }

  /** A store that can go away. */
  private static final class GoneStore implements CheckpointStore {
    private final CheckpointStore behind;
    private volatile boolean gone;

    GoneStore(CheckpointStore behind) {
      this.behind = behind;
    }

    @Override
    public CheckpointSlot claim(String name) {
      CheckpointSlot slot = behind.claim(name);
      return new CheckpointSlot() {
        @Override
        public @Nullable Checkpoint loaded() {
          return slot.loaded();
        }

        @Override
        public void save(Checkpoint checkpoint) {
          if (gone) {
            throw new IllegalStateException("The store is gone at " + Instant.now() + ".");
          }
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
      return behind.read(name);
    }

    @Override
    public List<String> names() {
      return behind.names();
    }

    @Override
    public boolean delete(String name) {
      return behind.delete(name);
    }
  }
}
