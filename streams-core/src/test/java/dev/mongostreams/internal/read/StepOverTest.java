package dev.mongostreams.internal.read;

import static dev.mongostreams.internal.played.Batches.after;
import static dev.mongostreams.internal.played.Batches.batch;
import static dev.mongostreams.internal.played.Batches.empty;
import static dev.mongostreams.internal.played.Batches.event;
import static dev.mongostreams.internal.played.Batches.fragment;
import static dev.mongostreams.internal.played.Batches.inserts;
import static dev.mongostreams.internal.played.Batches.token;
import static dev.mongostreams.internal.played.Failures.code;
import static dev.mongostreams.internal.played.Failures.connectionLost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Engine;
import dev.mongostreams.Operation;
import dev.mongostreams.Scope;
import dev.mongostreams.StartPosition;
import dev.mongostreams.failure.FailurePolicy;
import dev.mongostreams.failure.StreamRefusedException;
import dev.mongostreams.internal.played.PlayedCursor;
import dev.mongostreams.internal.source.Batch;
import dev.mongostreams.internal.source.ChangeCursor;
import dev.mongostreams.internal.source.ChangeSource;
import dev.mongostreams.internal.source.ChangeSource.Form;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A reader that meets an event which no form brings, behind place 5. */
class StepOverTest {
  private final RuntimeException tooLarge = code(10334);
  private static final FailurePolicy STEPS_OVER =
      FailurePolicy.stop().on(StreamRefusedException.class, FailurePolicy.skip());

  private final Answers source = new Answers();
  private long now;

  /** Says of everything that it is too large, unless a test says what comes. */
  private final class Answers implements ChangeSource {
    private final Map<Form, Queue<Object>> answers = new EnumMap<>(Form.class);
    private final List<Form> asked = new ArrayList<>();
    private final List<StartPosition> from = new ArrayList<>();
    private final List<PlayedCursor> opened = new ArrayList<>();
    private Form usual = Form.PLAIN;
    private Form large = Form.SPLIT;

    void answers(Form form, Object... each) {
      answers.put(form, new ArrayDeque<>(List.of(each)));
    }

    @Override
    public Scope scope() {
      return new Scope.OfCollection("aidb", "models");
    }

    @Override
    public Engine engine() {
      return Engine.COMMAND;
    }

    @Override
    public Form usualForm() {
      return usual;
    }

    @Override
    public Form largeForm() {
      return large;
    }

    @Override
    public @Nullable BsonTimestamp oldest() {
      return null;
    }

    @Override
    public ChangeCursor open(StartPosition position, Form form) {
      asked.add(form);
      from.add(position);
      Object next = answers.getOrDefault(form, new ArrayDeque<>()).poll();
      if (next instanceof Batch first) {
        PlayedCursor cursor = new PlayedCursor(first);
        opened.add(cursor);
        return cursor;
      }
      throw next instanceof RuntimeException failure ? failure : tooLarge;
    }
  }

  private Reader reader(FailurePolicy policy) {
    FailureClassifier classifier = new FailureClassifier(true);
    return new Reader(
        after(5),
        classifier,
        new Backoff(new Random(1)),
        new BatchSizer(12 << 20, 0),
        new LargeEvents(source, classifier, policy),
        new Silent());
  }

  /** Opens until that succeeds or there is something else to do, and says what came. */
  private @Nullable Batch opens(Reader reader) {
    while (reader.step(now) instanceof ReaderStep.Open open) {
      try {
        return reader.opened(open.cursor(source), now);
      } catch (RuntimeException failure) {
        reader.failed(failure, now);
      }
    }
    return null;
  }

  private void assertOpens(Reader reader, StartPosition from, Form form) {
    assertThat(reader.step(now)).isInstanceOf(ReaderStep.Open.class);
    ReaderStep.Open open = (ReaderStep.Open) reader.step(now);
    assertThat(open.from()).isEqualTo(from);
    assertThat(open.form()).isEqualTo(form);
  }

  private static Batch skeletons(int... places) {
    return batch(
        after(places[places.length - 1]),
        Arrays.stream(places)
            .mapToObj(place -> event(Operation.INSERT, place))
            .toArray(ChangeEvent[]::new));
  }

  @Test
  void bringsTheSkeletonOfTheOneThatFailsInEveryForm() { // 51
    source.answers(Form.KEYED, skeletons(6, 7));
    Reader reader = reader(STEPS_OVER);

    assertThat(opens(reader))
        .asInstanceOf(type(Skeleton.class))
        .satisfies(
            skeleton -> {
              assertThat(skeleton.cause()).isSameAs(tooLarge);
              assertThat(skeleton.size()).isEqualTo(1);
              assertThat(skeleton.event(0).token()).isEqualTo(token(6));
            });
    assertOpens(reader, after(6), Form.PLAIN);
    assertThat(source.asked)
        .as("that it fails is asked once more")
        .containsExactly(Form.PLAIN, Form.SPLIT, Form.SPLIT_NARROW, Form.KEYED, Form.SPLIT_NARROW);
    assertThat(source.opened).extracting(PlayedCursor::kills).containsExactly(1);
  }

  @Test
  void aloneItEndsWhereTheServerHasLookedTo() {
    source.answers(Form.KEYED, batch(after(9), event(Operation.INSERT, 6)));
    Reader reader = reader(STEPS_OVER);

    opens(reader);

    assertOpens(reader, after(9), Form.PLAIN);
  }

  @Test
  void theKeyIsLeftOutWhenItDoesNotFit() { // 51
    source.answers(Form.BARE, skeletons(6));

    assertThat(opens(reader(STEPS_OVER))).isInstanceOf(Skeleton.class);
    assertThat(source.asked)
        .containsExactly(
            Form.PLAIN, Form.SPLIT, Form.SPLIT_NARROW, Form.KEYED, Form.BARE, Form.SPLIT_NARROW);
  }

  @Test
  void aFragmentThatIsTooLargeIsAnEventThatIs() { // 51
    source.answers(Form.SPLIT, code(7182500));
    source.answers(Form.KEYED, skeletons(6));

    assertThat(opens(reader(STEPS_OVER))).isInstanceOf(Skeleton.class);
  }

  @Test
  void withoutThePolicyItEndsWithTheFragments() { // 51
    Reader reader = reader(FailurePolicy.stop());

    opens(reader);

    assertThat(reader.step(now)).isEqualTo(new ReaderStep.End(tooLarge));
    assertThat(source.asked).containsExactly(Form.PLAIN, Form.SPLIT);
  }

  @Test
  void whereNothingSplitsTheOtherFormsComeFirst() { // 51
    source.large = Form.NARROW;
    source.answers(Form.KEYED, skeletons(6));

    assertThat(opens(reader(STEPS_OVER))).isInstanceOf(Skeleton.class);
    assertThat(source.asked)
        .containsExactly(Form.PLAIN, Form.NARROW, Form.LIGHT, Form.KEYED, Form.NARROW);
  }

  @Test
  void whereNothingCanBeLeftOutItIsReadAloneFirst() { // 51
    source.large = Form.PLAIN;
    source.answers(Form.KEYED, skeletons(6));

    assertThat(opens(reader(STEPS_OVER))).isInstanceOf(Skeleton.class);
    assertThat(source.asked).containsExactly(Form.PLAIN, Form.NARROW, Form.KEYED, Form.NARROW);
  }

  @Test
  void aStreamThatAlwaysSplitsDoesSoBehindItToo() {
    source.usual = Form.SPLIT;
    source.answers(Form.KEYED, skeletons(6));
    Reader reader = reader(STEPS_OVER);

    assertThat(opens(reader)).isInstanceOf(Skeleton.class);

    assertOpens(reader, after(6), Form.SPLIT);
  }

  @Test
  void whatComesBeforeItIsReadOneByOneAndTheUsualFormAskedAgain() { // 51
    source.answers(Form.SPLIT_NARROW, inserts(6, 6));
    Reader reader = reader(STEPS_OVER);
    assertThat(opens(reader)).as("the one before it").isNotInstanceOf(Skeleton.class);
    assertThat(((ReaderStep.Read) reader.step(now)).batchSize()).isEqualTo(1);

    reader.failed(tooLarge, now);

    assertOpens(reader, after(6), Form.PLAIN);
    source.answers(Form.PLAIN, inserts(7, 8));
    assertThat(opens(reader)).as("alone it was too large for its reply").isNotNull();
    assertThat(reader.position()).isEqualTo(after(8));
  }

  @Test
  void whatCanBeReadAfterAllIsHandedOver() { // 51
    source.answers(Form.KEYED, skeletons(7));
    source.answers(Form.SPLIT_NARROW, tooLarge, inserts(6, 6));
    Reader reader = reader(STEPS_OVER);

    Batch batch = opens(reader);

    assertThat(batch).isNotInstanceOf(Skeleton.class);
    assertThat(reader.position()).isEqualTo(after(6));
    assertThat(((ReaderStep.Read) reader.step(now)).batchSize()).as("one by one").isEqualTo(1);
    reader.arrived(empty(after(6)), now);
    assertOpens(reader, after(6), Form.PLAIN);
  }

  @Test
  void nothingIsSteppedOverWithoutASkeleton() { // 51
    source.answers(Form.KEYED, empty(after(9)));
    Reader reader = reader(STEPS_OVER);

    assertThat(opens(reader)).isNull();

    assertThat(reader.step(now)).isInstanceOf(ReaderStep.Wait.class);
    assertThat(reader.position()).isEqualTo(after(5));
  }

  @Test
  void aSkeletonThatDoesNotFitIsAskedForAgainALittleLater() { // 51
    Reader reader = reader(STEPS_OVER);
    opens(reader);
    now = ((ReaderStep.Wait) reader.step(now)).untilNanos();
    source.answers(Form.KEYED, skeletons(6, 7));

    assertOpens(reader, after(5), Form.PLAIN);
    assertThat(opens(reader)).isInstanceOf(Skeleton.class);
  }

  @Test
  void itEndsWhenNothingFitsForHalfAMinute() { // 51
    Reader reader = reader(STEPS_OVER);

    opens(reader);
    while (reader.step(now) instanceof ReaderStep.Wait wait) {
      now = wait.untilNanos();
      opens(reader);
    }

    assertThat(reader.step(now)).isEqualTo(new ReaderStep.End(tooLarge));
    assertThat(now).isBetween(25_000_000_000L, 120_000_000_000L);
    assertThat(source.asked).as("no loop").hasSize(5 * 13);
  }

  @Test
  void aLossInBetweenBeginsWithTheSkeletonAgain() { // 51
    source.answers(Form.KEYED, skeletons(6), skeletons(6));
    source.answers(Form.SPLIT_NARROW, tooLarge, connectionLost());
    Reader reader = reader(STEPS_OVER);

    assertThat(opens(reader)).isNull();
    now = ((ReaderStep.Wait) reader.step(now)).untilNanos();

    assertOpens(reader, after(5), Form.KEYED);
    assertThat(opens(reader)).isInstanceOf(Skeleton.class);
  }

  @Test
  void whereTheServerCannotSplitTheNextOneIsReadAsItIs() { // 51
    source.answers(Form.SPLIT, code(7182504));
    source.answers(Form.NARROW, inserts(6, 6));
    Reader reader = reader(FailurePolicy.stop());

    opens(reader);

    assertOpens(reader, after(6), Form.PLAIN);
    assertThat(source.asked).containsExactly(Form.PLAIN, Form.SPLIT, Form.NARROW);
  }

  @Test
  void whereTheServerCannotSplitAnIdleStreamIsReadOn() { // 51
    source.usual = Form.SPLIT;
    source.answers(Form.SPLIT, code(7182504));
    source.answers(Form.NARROW, empty(after(5)));
    Reader reader = reader(FailurePolicy.stop());
    opens(reader);

    reader.arrived(empty(after(5)), now);
    assertThat(reader.step(now)).as("no loop").isInstanceOf(ReaderStep.Read.class);
    reader.arrived(empty(after(9)), now);

    assertOpens(reader, after(9), Form.SPLIT);
  }

  @Test
  void twoInARowAreSteppedOver() { // 51
    source.answers(Form.KEYED, skeletons(6, 7), skeletons(7, 8));
    source.answers(Form.SPLIT, tooLarge, code(7182504));
    source.answers(Form.SPLIT_NARROW, tooLarge, tooLarge, code(7182504), tooLarge);
    Reader reader = reader(STEPS_OVER);

    assertThat(opens(reader)).isInstanceOf(Skeleton.class);
    assertThat(opens(reader)).isInstanceOf(Skeleton.class);

    assertOpens(reader, after(7), Form.PLAIN);
    assertThat(source.asked.subList(5, source.asked.size()))
        .containsExactly(
            Form.PLAIN, Form.SPLIT, Form.NARROW, Form.KEYED, Form.SPLIT_NARROW, Form.SPLIT_NARROW);
  }

  @Test
  void whatCanBeSplitRightBehindOneIsReadByItsTime() { // 51
    source.answers(Form.SPLIT, code(7182504));
    source.answers(Form.KEYED, skeletons(6, 7));
    source.answers(
        Form.SPLIT_NARROW, code(7182504), batch(after(6), fragment(6, 1, 2), fragment(6, 2, 2)));
    Reader reader = reader(STEPS_OVER);

    Batch batch = opens(reader);

    assertThat(batch).isNotInstanceOf(Skeleton.class);
    assertThat(source.from.get(source.from.size() - 1))
        .isEqualTo(StartPosition.at(new BsonTimestamp(6, 1)));
  }

  /** Only a split stream resumes there, and it wants to split the same event again. */
  @Test
  void rightBehindFragmentsThereAreNoSkeletons() {
    source.answers(Form.PLAIN, code(280));
    Reader reader = reader(STEPS_OVER);

    opens(reader);

    assertThat(reader.step(now)).isEqualTo(new ReaderStep.End(tooLarge));
    assertThat(source.asked).containsExactly(Form.PLAIN, Form.SPLIT, Form.SPLIT_NARROW);
  }
}
