package dev.mongostreams.internal.run;

import static dev.mongostreams.internal.played.Batches.after;
import static dev.mongostreams.internal.played.Batches.batch;
import static dev.mongostreams.internal.played.Batches.insert;
import static dev.mongostreams.internal.played.Batches.updateOfNone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoTimeoutException;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.WatcherState;
import dev.mongostreams.failure.FailurePolicy;
import dev.mongostreams.failure.HandlerFailedException;
import dev.mongostreams.handler.MissingDocument;
import dev.mongostreams.handler.Overflow;
import dev.mongostreams.internal.played.PlayedCursor;
import dev.mongostreams.internal.played.PlayedSource;
import dev.mongostreams.internal.read.FailureClassifier;
import dev.mongostreams.internal.source.Batch;
import dev.mongostreams.internal.watch.WatchMachine;
import dev.mongostreams.internal.watch.WatchOptions;
import dev.mongostreams.internal.work.Documents;
import dev.mongostreams.internal.work.Mishaps;
import dev.mongostreams.internal.work.Setting;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.bson.BsonInt32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An insert, an update whose document is gone, and an insert wait in a queue. */
class PullingTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final FailurePolicy AT_ONCE =
      FailurePolicy.stop().backoff(Duration.ZERO, Duration.ZERO);

  private @Nullable WatchMachine machine;
  private int reads;

  private Pulling pulling(
      FailurePolicy failures, MissingDocument policy, UnaryOperator<ChangeEvent> reread) {
    WatchOptions options =
        WatchOptions.named("queue").failures(failures).queue(3, Overflow.DROP_OLDEST);
    WatchMachine made =
        new WatchMachine(
            new PlayedSource(),
            options,
            null,
            new FailureClassifier(true),
            new Random(1),
            InstantSource.fixed(Instant.EPOCH));
    machine = made;
    Batch first = batch(after(3), insert(1, 1), updateOfNone(2, 2), insert(3, 3));
    made.opened(new PlayedCursor(first), made.routes(first), 0);
    Crank crank = new Crank(made);
    Documents documents = Documents.by(policy, reread);
    return new Pulling(
        crank,
        documents,
        new Mishaps(
            options.rules(made.scope(), documents),
            new Setting(() -> 1, new Random(1), () -> false)),
        new NoticeTeller(options.listener(), crank::notice, crank::hasNotice));
  }

  private WatchMachine machine() {
    return Objects.requireNonNull(machine);
  }

  private static int id(@Nullable ChangeEvent event) {
    BsonInt32 id = (BsonInt32) Objects.requireNonNull(event).documentId();
    return Objects.requireNonNull(id).getValue();
  }

  private static List<Operation> drained(Pulling pulling) {
    List<ChangeEvent> into = new ArrayList<>();
    pulling.drainTo(into, 10);
    return into.stream().map(ChangeEvent::operation).toList();
  }

  /** Fails so often, then gives the event back. */
  private UnaryOperator<ChangeEvent> failing(int times) {
    return event -> {
      if (reads++ < times) {
        throw new MongoTimeoutException("lost");
      }
      return event;
    };
  }

  @Test
  void handsOverADelete() throws InterruptedException {
    Pulling pulling = pulling(AT_ONCE, MissingDocument.AS_DELETE, event -> event);

    assertThat(id(pulling.poll(LIMIT))).isEqualTo(1);
    ChangeEvent second = Objects.requireNonNull(pulling.poll(LIMIT));
    assertThat(second.operation()).isEqualTo(Operation.DELETE);
    assertThat(machine().stats(0).handledUpTo()).as("it is in hand").isEqualTo(after(1));
    assertThat(id(pulling.poll(LIMIT))).isEqualTo(3);
    assertThat(pulling.poll(Duration.ZERO)).isNull();
    assertThat(machine().stats(0).operations()).containsEntry(Operation.DELETE, 1L);
    assertThat(machine().stats(0).handledUpTo()).isEqualTo(after(3));
  }

  @Test
  void passesOverWhatIsSkipped() {
    Pulling pulling = pulling(AT_ONCE, MissingDocument.SKIP, event -> event);

    assertThat(drained(pulling)).containsExactly(Operation.INSERT, Operation.INSERT);
    assertThat(drained(pulling)).isEmpty();
    assertThat(machine().stats(0).events()).isEqualTo(2);
    assertThat(machine().stats(0).skipped()).isEqualTo(1);
    assertThat(machine().stats(0).handledUpTo()).isEqualTo(after(3));
  }

  @Test
  void readsAgainAsThePolicySays() throws InterruptedException {
    Pulling pulling = pulling(AT_ONCE.retries(3), MissingDocument.REREAD, failing(3));

    assertThat(id(pulling.poll(LIMIT))).isEqualTo(1);
    assertThat(id(pulling.poll(LIMIT))).isEqualTo(2);
    assertThat(reads).isEqualTo(4);
    assertThat(machine().stats(0).retries()).isEqualTo(3);
  }

  @Test
  void whatCannotBeReadEndsTheWatcherAndIsNotHandled() throws InterruptedException {
    Pulling pulling = pulling(AT_ONCE.retries(1), MissingDocument.REREAD, failing(9));
    pulling.poll(LIMIT);

    assertThatThrownBy(() -> pulling.poll(LIMIT))
        .isInstanceOf(HandlerFailedException.class)
        .hasCauseInstanceOf(MongoTimeoutException.class);
    assertThat(reads).isEqualTo(2);
    assertThat(machine().state()).isEqualTo(WatcherState.FAILED);
    assertThat(machine().stats(0).handledUpTo()).isEqualTo(after(1));
  }

  @Test
  void whatCannotBeReadMayBeGivenUp() throws InterruptedException {
    FailurePolicy skip = FailurePolicy.skip().retries(0);
    Pulling pulling = pulling(skip, MissingDocument.REREAD, failing(9));

    assertThat(id(pulling.poll(LIMIT))).isEqualTo(1);
    assertThat(id(pulling.poll(LIMIT))).isEqualTo(3);
    assertThat(machine().stats(0).skipped()).isEqualTo(1);
  }

  @Test
  void waitsForItNoLongerThanTheLimit() throws InterruptedException {
    FailurePolicy late = FailurePolicy.stop().backoff(Duration.ofHours(1), Duration.ofHours(1));
    Pulling pulling = pulling(late, MissingDocument.REREAD, failing(1));
    pulling.poll(LIMIT);

    assertThat(pulling.poll(Duration.ofMillis(1))).isNull();
    assertThat(pulling.poll(Duration.ZERO)).as("it is not time yet").isNull();
    assertThat(drained(pulling)).isEmpty();

    assertThat(reads).isEqualTo(1);
    assertThat(machine().puller().waiting()).isEqualTo(2);
  }

  @Test
  void drainsUpToWhatCannotBeReadNow() {
    FailurePolicy late = FailurePolicy.stop().backoff(Duration.ofHours(1), Duration.ofHours(1));
    Pulling pulling = pulling(late, MissingDocument.REREAD, failing(1));

    assertThat(drained(pulling)).containsExactly(Operation.INSERT);
  }

  @Test
  void anInterruptedReadTakesNothing() throws InterruptedException {
    Pulling pulling =
        pulling(
            AT_ONCE,
            MissingDocument.REREAD,
            event -> {
              if (reads++ == 0) {
                Thread.currentThread().interrupt();
                throw new MongoInterruptedException("interrupted", new InterruptedException());
              }
              return event;
            });
    pulling.poll(LIMIT);

    assertThatThrownBy(() -> pulling.poll(LIMIT)).isInstanceOf(InterruptedException.class);

    assertThat(machine().stats(0).errors()).isZero();
    assertThat(id(pulling.poll(LIMIT))).isEqualTo(2);
  }

  @Test
  void whatIsDroppedMeanwhileIsNotHandedOver() throws InterruptedException {
    Pulling pulling =
        pulling(
            AT_ONCE,
            MissingDocument.REREAD,
            event -> {
              Batch more = batch(after(6), insert(4, 4), insert(5, 5));
              machine().arrived(more, machine().routes(more), 0);
              return event;
            });
    pulling.poll(LIMIT);

    assertThat(id(pulling.poll(LIMIT))).isEqualTo(3);
    assertThat(machine().stats(0).dropped()).isEqualTo(1);
  }
}
