package dev.mongostreams.internal.read;

import static dev.mongostreams.internal.played.Batches.after;
import static dev.mongostreams.internal.played.Batches.batch;
import static dev.mongostreams.internal.played.Batches.empty;
import static dev.mongostreams.internal.played.Batches.event;
import static dev.mongostreams.internal.played.Batches.fragment;
import static dev.mongostreams.internal.played.Batches.fragmentToken;
import static dev.mongostreams.internal.played.Batches.last;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.StartPosition;
import dev.mongostreams.internal.played.PlayedCursor;
import dev.mongostreams.internal.source.Batch;
import org.junit.jupiter.api.Test;

class JoiningCursorTest {

  @Test
  void wholeEventsPassAsTheyAre() {
    Batch plain = batch(after(2), event(Operation.INSERT, 1), event(Operation.INSERT, 2));

    assertThat(JoiningCursor.of(new PlayedCursor(plain)).first()).isSameAs(plain);
  }

  @Test
  void theFragmentsOfAReplyBecomeOneEventAtItsPlace() { // 52
    JoiningCursor cursor =
        open(
            batch(
                after(7),
                event(Operation.INSERT, 5),
                fragment(6, 1, 3),
                fragment(6, 2, 3),
                fragment(6, 3, 3),
                event(Operation.INSERT, 7)));

    Batch joined = cursor.first();
    assertThat(joined.size()).isEqualTo(3);
    ChangeEvent large = joined.event(1);
    assertThat(large.raw().keySet())
        .containsExactly("_id", "field1", "operationType", "field2", "field3");
    assertThat(large.operation()).isEqualTo(Operation.UPDATE);
    assertThat(large.token()).isEqualTo(fragmentToken(6, 3));
    assertThat(joined.end()).isEqualTo(after(7));
    assertThat(joined.bytes()).as("the copy counts too").isGreaterThan(500);
  }

  @Test
  void aBatchThatEndsInsideEndsBeforeTheFirstFragment() { // 52
    JoiningCursor cursor =
        open(batch(fragmentEnd(6, 1), event(Operation.INSERT, 5), fragment(6, 1, 2)));

    assertThat(cursor.first().size()).isEqualTo(1);
    assertThat(cursor.first().end()).isEqualTo(after(5));
    assertThat(cursor.inside()).isTrue();
    assertThat(cursor.heldBytes()).isPositive();
  }

  @Test
  void nothingButAFragmentLeavesThePositionWhereItWas() { // 52
    JoiningCursor cursor = open(batch(fragmentEnd(6, 1), fragment(6, 1, 2)));

    assertThat(cursor.first().size()).isZero();
    assertThat(cursor.first().end()).isNull();
  }

  @Test
  void theRestMayComeInLaterReplies() { // 52
    PlayedReplies replies =
        new PlayedReplies(
            batch(fragmentEnd(6, 1), fragment(6, 1, 2)),
            empty(fragmentEnd(6, 1)),
            batch(fragmentEnd(6, 2), fragment(6, 2, 2)));
    JoiningCursor cursor = (JoiningCursor) JoiningCursor.of(replies);

    assertThat(cursor.next(10).end()).as("an empty reply in between").isNull();
    Batch rest = cursor.next(10);

    assertThat(rest.event(0).raw())
        .containsKeys("field1", "field2")
        .doesNotContainKey("splitEvent");
    assertThat(rest.end()).isEqualTo(fragmentEnd(6, 2));
    assertThat(cursor.newest()).isEqualTo(fragmentToken(6, 2));
    assertThat(cursor.inside()).isFalse();
    assertThat(cursor.heldBytes()).isZero();
  }

  @Test
  void aFragmentThatIsMissingIsTold() { // 53
    assertBroken("fragment 3 of 3 follows fragment 1 of 3", fragment(6, 1, 3), fragment(6, 3, 3));
    assertBroken("fragment 2 of 2 follows a whole event", fragment(6, 2, 2));
  }

  @Test
  void fragmentsOutOfOrderAreTold() { // 53
    assertBroken(
        "fragment 1 of 3 follows fragment 2 of 3",
        fragment(6, 1, 3),
        fragment(6, 2, 3),
        fragment(6, 1, 3));
    assertBroken(
        "fragment 3 of 2 follows fragment 2 of 3",
        fragment(6, 1, 3),
        fragment(6, 2, 3),
        fragment(6, 3, 2));
  }

  @Test
  void fragmentsOfTwoEventsAreTold() { // 53
    assertBroken("fragment 1 of 2 follows fragment 1 of 2", fragment(6, 1, 2), fragment(7, 1, 2));
    assertBroken("fragment 2 of 2 follows fragment 1 of 3", fragment(6, 1, 3), fragment(7, 2, 2));
    assertBroken(
        "a whole event follows fragment 1 of 2", fragment(6, 1, 2), event(Operation.INSERT, 7));
  }

  @Test
  void theEndOfTheStreamInsideOfAnEventIsTold() { // 53
    PlayedCursor inner = new PlayedCursor(last(7, fragment(6, 1, 2)));

    assertThatThrownBy(() -> JoiningCursor.of(inner))
        .hasMessage("the end of the stream follows fragment 1 of 2");
    assertThat(inner.kills()).as("nobody else has it").isEqualTo(1);
  }

  private static void assertBroken(String message, ChangeEvent... events) {
    assertThatThrownBy(() -> open(batch(after(9), events)))
        .isInstanceOf(BrokenSplitException.class)
        .hasMessage(message);
  }

  private static JoiningCursor open(Batch first) {
    return (JoiningCursor) JoiningCursor.of(new PlayedCursor(first));
  }

  private static StartPosition fragmentEnd(int place, int number) {
    return StartPosition.after(fragmentToken(place, number));
  }
}
