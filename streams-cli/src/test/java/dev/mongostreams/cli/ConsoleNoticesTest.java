package dev.mongostreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Scope;
import dev.mongostreams.WatcherListener.GivenUp;
import dev.mongostreams.WatcherListener.HistoryLow;
import dev.mongostreams.WatcherListener.Moving;
import dev.mongostreams.WatcherListener.Retrying;
import dev.mongostreams.WatcherListener.Stalled;
import dev.mongostreams.failure.Explanation;
import dev.mongostreams.failure.StreamsException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConsoleNoticesTest {
  private static final Scope SCOPE = new Scope.OfCollection("aidb", "predictions");

  private final StringWriter err = new StringWriter();
  private final ConsoleNotices notices =
      new ConsoleNotices(new PrintWriter(err), new ChangeStreams.Server("rs0", "6.0.27"));

  private void assertSaid(String line) {
    assertThat(err.toString()).isEqualTo(line + System.lineSeparator());
  }

  @Test
  void aPositionThatNearsTheEndOfTheHistory() {
    notices.onHistoryLow(
        new HistoryLow("w", SCOPE, 83, Duration.ofHours(30), Duration.ofMinutes(306)));

    assertSaid(
        "history: 83 % of the server's history (1 d 6 h) lie behind the position of"
            + " aidb.predictions; changes are lost in about 5 h 6 min if it does not move");
  }

  @Test
  void aServerThatAnswersAndBringsNothing() {
    notices.onStalled(new Stalled("w", SCOPE, Duration.ofSeconds(31)));

    assertSaid(
        "no progress on aidb.predictions for 31 s: the server answers, but no majority of its"
            + " members has what was written since; see rs.status()");
  }

  @Test
  void aChangeThatIsNotTakenAndWhy() {
    notices.onRetrying(
        new Retrying("w", SCOPE, 3, Duration.ofMillis(380), failure("it answered 503")));

    assertSaid("not delivered, attempt 3, again in 0.4 s: https://a: it answered 503");
  }

  @Test
  void aChangeThatIsPutAwayAndWhy() {
    notices.onGivenUp(new GivenUp("w", SCOPE, true, 11, failure("it answered 500")));

    assertSaid("put away as a dead letter after 11 attempts: https://a: it answered 500");
  }

  @Test
  void aFailureThatDoesNotEndItYet() {
    notices.failed(failure("it answered 500"));

    assertSaid(
        "failed: https://a: it answered 500; a little time is left for what is being delivered");
  }

  @Test
  void nothingThatAnUnknownFailureSays() {
    notices.onGivenUp(new GivenUp("w", SCOPE, true, 1, new IllegalStateException("{a: 1}")));

    assertSaid("put away as a dead letter after 1 attempt: java.lang.IllegalStateException");
  }

  private static StreamsException failure(String why) {
    return new StreamsException(new Explanation("Cannot", "https://a", why, "Do."), null);
  }

  @Test
  void oneThatBringsSomethingAgain() {
    notices.onMoving(new Moving("w", SCOPE));

    assertSaid("progress again on aidb.predictions");
  }
}
