package dev.mongostreams.tests.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherListener.Ended;
import dev.mongostreams.WatcherState;
import dev.mongostreams.failure.HandlerFailedException;
import dev.mongostreams.tests.watcher.fixture.Received;
import dev.mongostreams.tests.watcher.fixture.WatcherContract;
import java.io.IOException;
import org.junit.jupiter.api.Test;

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
    assertThat(watcher.stats().errors()).isEqualTo(1);
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

  private void throwAtTheThird(ChangeEvent change) throws IOException {
    if (Received.id(change) == 3) {
      throw new IOException("disk full");
    }
    received.onChange(change);
  }
}
