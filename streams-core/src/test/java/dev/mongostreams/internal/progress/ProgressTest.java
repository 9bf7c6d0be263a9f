package dev.mongostreams.internal.progress;

import static dev.mongostreams.internal.played.Batches.after;
import static dev.mongostreams.internal.played.Batches.inserts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.handler.Overflow;
import dev.mongostreams.internal.lanes.Backlog;
import dev.mongostreams.internal.lanes.Delivery;
import dev.mongostreams.internal.lanes.Lanes;
import dev.mongostreams.internal.lanes.Routes;
import dev.mongostreams.internal.lanes.Stretch;
import dev.mongostreams.internal.source.EventBatch;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final Progress progress = new Progress();
  private final Lanes lanes = new Lanes();

  private void add(Delivery delivery) {
    progress.add(delivery);
    lanes.add(delivery);
    lanes.distribute(1_000);
  }

  private static Delivery delivery(int first, int last, int end) {
    return new Delivery(inserts(first, last), after(end), null);
  }

  private static Delivery empty(int place) {
    var batch = new EventBatch(List.of(), after(place), false, 40, null);
    return new Delivery(batch, after(place), null);
  }

  private void handle(int events) {
    Stretch stretch = Objects.requireNonNull(lanes.take(0, 1));
    stretch.advance(events);
    lanes.release(stretch);
    progress.settle();
  }

  @Test
  void knowsNoFloorBeforeACursorIsOpen() {
    assertThat(progress.floor()).isNull();
  }

  @Test
  void theFirstCursorLaysTheFloorAndLaterOnesLeaveIt() {
    progress.opened(after(5));
    progress.opened(after(9));

    assertThat(progress.floor()).isEqualTo(after(5));
  }

  @Test
  void doesNotMoveForWhatIsHandedOutOnly() {
    progress.opened(after(5));
    add(delivery(6, 8, 10));
    lanes.take(0, 1);

    assertThat(progress.floor()).isEqualTo(after(5));
    assertThat(progress.events()).isZero();
    assertThat(progress.pending()).isEqualTo(3);
    assertThat(progress.idle()).isFalse();
  }

  @Test
  void movesToTheLastHandledEventOfABatchAndAtLastToItsEnd() {
    progress.opened(after(5));
    add(delivery(6, 8, 10));
    add(delivery(11, 12, 12));
    Stretch first = Objects.requireNonNull(lanes.take(0, 1));
    first.advance();
    lanes.mark();
    assertThat(progress.floor()).isEqualTo(after(6));
    assertThat(progress.events()).isEqualTo(1);

    first.advance(2);
    lanes.release(first);
    progress.settle();
    assertThat(progress.floor()).as("the end of the batch").isEqualTo(after(10));
    assertThat(progress.events()).isEqualTo(3);
    assertThat(progress.pending()).isEqualTo(2);

    handle(2);
    assertThat(progress.floor()).isEqualTo(after(12));
    assertThat(progress.idle()).isTrue();
  }

  @Test
  void countsBytesUntilABatchIsFinished() {
    add(delivery(1, 2, 2));
    add(delivery(3, 5, 5));
    assertThat(progress.bytes()).isEqualTo(500);

    handle(2);
    assertThat(progress.bytes()).isEqualTo(300);
    handle(3);
    assertThat(progress.bytes()).isZero();
  }

  @Test
  void anEmptyBatchMovesItToItsEnd() {
    progress.add(empty(12));

    assertThat(progress.floor()).isEqualTo(after(12));
    assertThat(progress.bytes()).isZero();
  }

  @Test
  void emptyBatchesDoNotPileUpBehindASlowHandler() {
    progress.opened(after(0));
    add(delivery(1, 2, 2));
    for (int place = 3; place <= 100_000; place++) {
      progress.add(empty(place));
    }
    assertThat(progress.bytes()).isEqualTo(240);
    assertThat(progress.floor()).isEqualTo(after(0));

    handle(2);
    assertThat(progress.floor()).as("the newest position stays").isEqualTo(after(100_000));
  }

  @Test
  void packsWhatIsFinishedBehindWhatIsNot() {
    Backlog backlog = new Backlog(3, Overflow.DROP_OLDEST);
    backlog.allow(100);
    progress.opened(after(0));
    wait(backlog, 1, 2);
    backlog.give(null);
    backlog.give(null);
    for (int place = 3; place <= 30; place += 3) {
      wait(backlog, place, place + 2);
    }
    assertThat(backlog.dropped()).isEqualTo(27);
    assertThat(progress.bytes()).isEqualTo(200 + 10 * 300);

    progress.pack();

    assertThat(progress.bytes()).as("what is in hand and what waits").isEqualTo(500);
    assertThat(progress.deliveries()).isEqualTo(2);
    assertThat(progress.floor()).isEqualTo(after(0));
    backlog.finish(any -> {});
    progress.settle();
    assertThat(progress.floor()).as("behind what was in hand").isNotEqualTo(after(0));
    assertThat(progress.bytes()).isEqualTo(300);
  }

  @Test
  void packingLeavesTheNewestPosition() {
    Backlog backlog = new Backlog(2, Overflow.DROP_NEWEST);
    backlog.allow(100);
    progress.opened(after(0));
    wait(backlog, 1, 2);
    wait(backlog, 3, 5);
    wait(backlog, 6, 9);

    progress.pack();

    assertThat(progress.deliveries()).isEqualTo(2);
    assertThat(progress.bytes()).isEqualTo(200);
    backlog.give(null);
    backlog.give(null);
    backlog.finish(any -> {});
    progress.settle();
    assertThat(progress.floor()).isEqualTo(after(9));
    assertThat(progress.idle()).isTrue();
  }

  private void wait(Backlog backlog, int first, int last) {
    var batch = inserts(first, last);
    Delivery delivery = new Delivery(batch, after(last), Routes.inLine(batch, any -> true));
    backlog.add(delivery);
    progress.add(delivery);
  }

  @Test
  void clearingLeavesTheFloorWhereItIs() {
    progress.opened(after(0));
    add(delivery(1, 3, 3));
    handle(1);

    progress.clear();

    assertThat(progress.floor()).isEqualTo(after(1));
    assertThat(progress.events()).isEqualTo(1);
    assertThat(progress.idle()).isTrue();
    assertThat(progress.bytes()).isZero();
  }
}
