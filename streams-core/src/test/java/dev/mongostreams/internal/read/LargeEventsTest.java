package dev.mongostreams.internal.read;

import static dev.mongostreams.internal.played.Batches.after;
import static dev.mongostreams.internal.played.Batches.batch;
import static dev.mongostreams.internal.played.Batches.empty;
import static dev.mongostreams.internal.played.Batches.event;
import static dev.mongostreams.internal.played.Batches.fragment;
import static dev.mongostreams.internal.played.Batches.fragmentToken;
import static dev.mongostreams.internal.played.Batches.inserts;
import static dev.mongostreams.internal.played.Failures.code;
import static dev.mongostreams.internal.played.Failures.connectionLost;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.Operation;
import dev.mongostreams.StartPosition;
import dev.mongostreams.failure.FailurePolicy;
import dev.mongostreams.internal.played.PlayedSource;
import dev.mongostreams.internal.source.Batch;
import dev.mongostreams.internal.source.ChangeCursor;
import dev.mongostreams.internal.source.ChangeSource.Form;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A reader that meets events which are too large, reply by reply. */
class LargeEventsTest {
  private final RuntimeException tooLarge = code(10334);

  private static Reader reader(Form usual, Form large) {
    FailureClassifier classifier = new FailureClassifier(true);
    return new Reader(
        after(5),
        classifier,
        new Backoff(new Random(1)),
        new BatchSizer(12 << 20, 0),
        new LargeEvents(new PlayedSource(usual, large), classifier, FailurePolicy.stop()),
        new Silent());
  }

  /** Opens as asked, by the first of these replies, and reads the others. */
  private static void plays(Reader reader, Batch... replies) {
    ReaderStep.Open open = (ReaderStep.Open) reader.step(0);
    ChangeCursor played = new PlayedReplies(empty(null), replies);
    reader.opened(open.form() == Form.SPLIT ? JoiningCursor.of(played) : played, 0);
    for (int i = 0; i < replies.length; i++) {
      ReaderStep.Read read = (ReaderStep.Read) reader.step(0);
      reader.arrived(read.cursor().next(read.batchSize()), 0);
    }
  }

  private static void assertOpens(Reader reader, StartPosition from, Form form) {
    assertThat(reader.step(0)).isInstanceOf(ReaderStep.Open.class);
    ReaderStep.Open open = (ReaderStep.Open) reader.step(0);
    assertThat(open.from()).isEqualTo(from);
    assertThat(open.form()).isEqualTo(form);
  }

  @Test
  void opensAtOnceAtTheSamePositionInFragments() { // 51
    Reader reader = reader(Form.PLAIN, Form.SPLIT);
    plays(reader, inserts(6, 8));

    reader.failed(tooLarge, 0);

    assertOpens(reader, after(8), Form.SPLIT);
  }

  @Test
  void staysSplitUntilAPositionBehindThatIsNoFragments() { // 52
    Reader reader = reader(Form.PLAIN, Form.SPLIT);
    reader.failed(tooLarge, 0);
    plays(
        reader,
        batch(after(6), event(Operation.INSERT, 6)),
        batch(at(7, 1), fragment(7, 1, 2)),
        batch(at(7, 2), fragment(7, 2, 2)),
        empty(at(7, 2)));
    assertThat(reader.step(0)).isInstanceOf(ReaderStep.Read.class);
    assertThat(reader.position()).isEqualTo(at(7, 2));

    ReaderStep.Read read = (ReaderStep.Read) reader.step(0);
    assertThat(read.cursor()).isInstanceOf(JoiningCursor.class);
    reader.arrived(empty(after(9)), 0);

    assertOpens(reader, after(9), Form.PLAIN);
  }

  @Test
  void aLossBetweenTwoFragmentsBeginsAtTheFirstAgain() { // 52
    Reader reader = reader(Form.PLAIN, Form.SPLIT);
    reader.failed(tooLarge, 0);
    plays(reader, batch(at(7, 1), event(Operation.INSERT, 6), fragment(7, 1, 2)));

    reader.failed(connectionLost(), 0);

    assertOpens(reader, after(6), Form.SPLIT);
    plays(reader, batch(at(7, 2), fragment(7, 1, 2), fragment(7, 2, 2)));
    assertThat(reader.position()).isEqualTo(at(7, 2));
  }

  @Test
  void aLossBehindASplitEventOpensSplitAgain() { // 52
    Reader reader = reader(Form.PLAIN, Form.SPLIT);
    reader.failed(tooLarge, 0);
    plays(reader, batch(at(7, 2), fragment(7, 1, 2), fragment(7, 2, 2)));

    reader.failed(connectionLost(), 0);

    assertOpens(reader, at(7, 2), Form.SPLIT);
    plays(reader, inserts(8, 9));
    assertOpens(reader, after(9), Form.PLAIN);
  }

  @Test
  void theNextOneThatIsTooLargeIsNotCutInTwo() {
    Reader reader = reader(Form.PLAIN, Form.SPLIT);
    reader.failed(tooLarge, 0);

    plays(
        reader,
        batch(
            at(9, 1),
            fragment(7, 1, 2),
            fragment(7, 2, 2),
            event(Operation.INSERT, 8),
            fragment(9, 1, 2)));

    assertThat(reader.position()).isEqualTo(after(8));
    assertThat(reader.step(0)).as("no other cursor now").isInstanceOf(ReaderStep.Read.class);
    assertThat(reader.share()).as("what is held counts").isGreaterThan(4 << 20);
  }

  @Test
  void fragmentsThatAreTooLargeEndIt() { // 51
    Reader reader = reader(Form.PLAIN, Form.SPLIT);
    reader.failed(tooLarge, 0);

    reader.failed(tooLarge, 0);

    assertThat(reader.step(0)).isEqualTo(new ReaderStep.End(tooLarge));
  }

  @Test
  void fragmentsThatDoNotMakeAnEventEndIt() { // 53
    Reader reader = reader(Form.PLAIN, Form.SPLIT);
    reader.failed(tooLarge, 0);
    RuntimeException broken = new BrokenSplitException("fragment 2 of 2 follows a whole event");

    reader.failed(broken, 0);

    assertThat(reader.step(0)).isEqualTo(new ReaderStep.End(broken));
  }

  @Test
  void aServerThatCanNeitherSplitNorLightenEndsIt() { // 51
    Reader reader = reader(Form.PLAIN, Form.PLAIN);

    reader.failed(tooLarge, 0);

    assertThat(reader.step(0)).isEqualTo(new ReaderStep.End(tooLarge));
  }

  /** The last save was behind an event that was split: the server wants to split there again. */
  @Test
  void aPositionThatIsNotKnownIsTriedSplitOnce() { // 52
    Reader reader = reader(Form.PLAIN, Form.SPLIT);
    RuntimeException unknown = code(280);
    reader.failed(unknown, 0);
    assertOpens(reader, after(5), Form.SPLIT);

    reader.failed(unknown, 0);

    assertThat(reader.step(0)).isEqualTo(new ReaderStep.End(unknown));
  }

  @Test
  void whatResumedSplitIsPlainAgainBehindIt() { // 52
    Reader reader = reader(Form.PLAIN, Form.SPLIT);
    reader.failed(code(280), 0);

    plays(reader, inserts(6, 6));

    assertOpens(reader, after(6), Form.PLAIN);
  }

  @Test
  void aPositionThatBecomesUnknownWhileReadingEndsIt() {
    Reader reader = reader(Form.PLAIN, Form.SPLIT);
    plays(reader, inserts(6, 6));
    RuntimeException unknown = code(280);

    reader.failed(unknown, 0);

    assertThat(reader.step(0)).isEqualTo(new ReaderStep.End(unknown));
  }

  @Test
  void oneThatIsAlwaysSplitStaysSo() {
    Reader reader = reader(Form.SPLIT, Form.SPLIT);
    assertOpens(reader, after(5), Form.SPLIT);

    plays(reader, batch(at(7, 2), fragment(7, 1, 2), fragment(7, 2, 2)), inserts(8, 9));

    assertThat(reader.step(0)).isInstanceOf(ReaderStep.Read.class);
  }

  @Test
  void whereNothingSplitsOnlyTheOneThatIsTooLargeIsLight() { // 51
    Reader reader = reader(Form.PLAIN, Form.NARROW);
    reader.failed(tooLarge, 0);
    assertOpens(reader, after(5), Form.NARROW);

    plays(reader, inserts(6, 6));
    assertThat(((ReaderStep.Read) reader.step(0)).batchSize()).isEqualTo(1);
    reader.failed(tooLarge, 0);
    assertOpens(reader, after(6), Form.LIGHT);
    plays(reader, inserts(7, 7));

    assertOpens(reader, after(7), Form.PLAIN);
  }

  @Test
  void anEventThatHasBecomeSmallerMeanwhileIsNoReasonToStayNarrow() {
    Reader reader = reader(Form.PLAIN, Form.NARROW);
    reader.failed(tooLarge, 0);

    plays(reader, inserts(6, 6), empty(after(7)));

    assertOpens(reader, after(7), Form.PLAIN);
  }

  @Test
  void anEventThatIsTooLargeEvenLightEndsIt() { // 51
    Reader reader = reader(Form.PLAIN, Form.NARROW);
    reader.failed(tooLarge, 0);
    reader.failed(tooLarge, 0);
    assertOpens(reader, after(5), Form.LIGHT);

    reader.failed(tooLarge, 0);

    assertThat(reader.step(0)).isEqualTo(new ReaderStep.End(tooLarge));
  }

  private static StartPosition at(int place, int number) {
    return StartPosition.after(fragmentToken(place, number));
  }
}
