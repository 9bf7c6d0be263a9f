package dev.mongostreams.tests.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherListener.Ended;
import dev.mongostreams.WatcherListener.GivenUp;
import dev.mongostreams.WatcherListener.Retrying;
import dev.mongostreams.WatcherState;
import dev.mongostreams.failure.FailurePolicy;
import dev.mongostreams.failure.HandlerFailedException;
import dev.mongostreams.letters.DeadLetter;
import dev.mongostreams.letters.FileDeadLetterStore;
import dev.mongostreams.tests.watcher.fixture.Limits;
import dev.mongostreams.tests.watcher.fixture.Received;
import dev.mongostreams.tests.watcher.fixture.WatcherContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HandlerFailureIT extends WatcherContract {

  @Test
  void joinTellsWhatTheHandlerThrewEachTimeItIsAsked() {
    Watcher watcher = watchPredictions().onChange(this::throwAtTheThird).start();

    insert(1, 5);

    String message =
        "Cannot go on watching "
            + predictions.getNamespace()
            + ": the handler threw java.io.IOException. Mend the handler and start again after the"
            + " last handled position; the event it threw on comes again.";
    for (int time = 0; time < 2; time++) {
      assertThatThrownBy(watcher::join)
          .isInstanceOf(HandlerFailedException.class)
          .hasMessage(message)
          .hasRootCauseMessage("disk full");
    }
    assertThat(watcher.state()).isEqualTo(WatcherState.FAILED);
    assertThat(watcher.failure()).get().isInstanceOf(HandlerFailedException.class);
  }

  @Test
  void theEventItThrewOnComesAgainToTheNextWatcher() {
    StartPosition before = here();
    insert(1, 5);
    Watcher watcher = watchPredictions().startAt(before).onChange(this::throwAtTheThird).start();
    assertThatThrownBy(watcher::join).isInstanceOf(HandlerFailedException.class);

    Received rest = resumed(watcher.stats().handledUpTo());

    rest.awaitId(5);
    assertThat(received.ids()).containsExactly(1, 2);
    assertThat(rest.ids()).containsExactly(3, 4, 5);
  }

  @Test
  void theVeryFirstEventItThrewOnComesAgainToo() {
    StartPosition before = here();
    Watcher watcher =
        watchPredictions()
            .startAt(before)
            .onChange(
                change -> {
                  throw new IOException("disk full");
                })
            .start();
    insert(1, 2);
    assertThatThrownBy(watcher::join).isInstanceOf(HandlerFailedException.class);

    Received rest = resumed(watcher.stats().handledUpTo());

    rest.awaitId(2);
    assertThat(rest.ids()).containsExactly(1, 2);
  }

  @Test
  void anErrorEndsTheWatcherAsAnExceptionDoes() { // 67
    Watcher watcher =
        watchPredictions()
            .onChange(
                change -> {
                  throw new StackOverflowError();
                })
            .start();

    insert(1, 1);

    assertThatThrownBy(watcher::join)
        .isInstanceOf(HandlerFailedException.class)
        .hasCauseInstanceOf(StackOverflowError.class);
    assertThat(watcher.state()).isEqualTo(WatcherState.FAILED);
  }

  @Test
  void itIsCountedAndToldAndTheCursorIsGone() {
    Watcher watcher = watchPredictions().onChange(this::throwAtTheThird).start();

    insert(1, 5);

    assertThatThrownBy(watcher::join).isInstanceOf(HandlerFailedException.class);
    assertThat(watcher.stats().events()).isEqualTo(2);
    assertThat(watcher.stats().retries()).isEqualTo(3);
    assertThat(watcher.stats().errors()).isEqualTo(4);
    assertThat(heard.of(Retrying.class)).extracting(Retrying::attempt).containsExactly(1, 2, 3);
    assertThat(watcher.stats().bytesInFlight()).isZero();
    assertThat(heard.of(Ended.class))
        .extracting(Ended::failure)
        .containsExactly(watcher.stats().failure());
    cursors.awaitNone();
  }

  @Test
  void otherWatchersGoOn() {
    Watcher failing = watchPredictions().onChange(this::throwAtTheThird).start();
    Received all = new Received();
    Watcher other = watchPredictions().onChange(all).start();

    insert(1, 5);

    assertThatThrownBy(failing::join).isInstanceOf(HandlerFailedException.class);
    all.awaitId(5);
    assertThat(other.state()).isEqualTo(WatcherState.RUNNING);
  }

  @Test
  void whatFailsOnceComesAgainAndNothingOvertakesIt() { // 64
    AtomicInteger calls = new AtomicInteger();
    Watcher watcher =
        watchPredictions()
            .onChange(
                change -> {
                  if (Received.id(change) == 3 && calls.incrementAndGet() <= 2) {
                    throw new IOException("disk full");
                  }
                  received.onChange(change);
                })
            .start();

    insert(1, 5);

    received.awaitId(5);
    assertThat(received.ids()).containsExactly(1, 2, 3, 4, 5);
    assertThat(watcher.stats().retries()).isEqualTo(2);
  }

  @Test
  void whatFailsAlwaysIsPutAwayAndTheRestGoesOn(@TempDir Path directory) { // 65
    FileDeadLetterStore letters = FileDeadLetterStore.at(directory.resolve("letters.ndjson"));
    Watcher watcher =
        watchPredictions()
            .onChange(this::throwAtTheThird)
            .onFailure(FailurePolicy.deadLetter(letters).retries(1).backoff(Duration.ZERO))
            .start();

    insert(1, 5);

    received.awaitId(5);
    assertThat(received.ids()).containsExactly(1, 2, 4, 5);
    List<DeadLetter> written = new ArrayList<>();
    letters.forEach(written::add);
    assertThat(written)
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(Received.id(letter.event())).isEqualTo(3);
              assertThat(letter.failure().attempts()).isEqualTo(2);
              assertThat(letter.failure().error()).isEqualTo("java.io.IOException");
            });
    assertThat(watcher.stats().deadLetters()).isEqualTo(1);
    assertThat(heard.of(GivenUp.class)).extracting(GivenUp::kept).containsExactly(true);
  }

  @Test
  void whatFailsAlwaysIsSkippedAndCounted() {
    Watcher watcher =
        watchPredictions()
            .parallel(3)
            .onChange(this::throwAtTheThird)
            .onFailure(FailurePolicy.skip().retries(0))
            .start();

    insert(1, 5);

    received.await(4);
    Limits.until("it is skipped", () -> watcher.stats().skipped() == 1);
    assertThat(received.ids()).containsExactlyInAnyOrder(1, 2, 4, 5);
    assertThat(watcher.stats().events()).isEqualTo(4);
  }

  @Test
  void whatTheCodecCannotReadTakesTheSameRoad(@TempDir Path directory) { // 63
    FileDeadLetterStore letters = FileDeadLetterStore.at(directory.resolve("letters.ndjson"));
    watchPredictions()
        .onChange(
            change -> {
              change.fullDocument(Unreadable.class);
              received.onChange(change);
            })
        .onFailure(FailurePolicy.deadLetter(letters).retries(0))
        .start();

    insert(1, 1);

    List<DeadLetter> written = new ArrayList<>();
    Limits.until(
        "a letter is written",
        () -> {
          letters.forEach(written::add);
          return !written.isEmpty();
        });
    assertThat(written.get(0).event().fullDocument()).isEqualTo(numbered(1));
  }

  /** No codec knows it. */
  private record Unreadable() {}

  private void throwAtTheThird(ChangeEvent change) throws IOException {
    if (Received.id(change) == 3) {
      throw new IOException("disk full");
    }
    received.onChange(change);
  }
}
