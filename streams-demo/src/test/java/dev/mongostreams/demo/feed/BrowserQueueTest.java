package dev.mongostreams.demo.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.demo.feed.BrowserQueue.Taken;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BrowserQueueTest {
  private final BrowserQueue queue = new BrowserQueue(3);

  @Test
  void keepsTheNewestAndCountsTheOthers() { // 70
    offer(1, 10);

    Taken taken = queue.take(100);
    assertThat(taken.rows()).extracting(FeedRow::json).containsExactly("8", "9", "10");
    assertThat(taken.skipped()).isEqualTo(7);
    assertThat(taken.number()).isEqualTo(10);
  }

  @Test
  void losesNothingWhileThereIsRoom() {
    offer(1, 3);
    queue.take(2);
    offer(4, 5);

    Taken taken = queue.take(100);
    assertThat(taken.rows()).extracting(FeedRow::json).containsExactly("3", "4", "5");
    assertThat(taken.skipped()).isZero();
  }

  @Test
  void standsAtTheLastChangeTakenWhileOthersWait() {
    offer(1, 3);
    queue.lookedAt(9, "9");

    assertThat(queue.take(2).number()).isEqualTo(2);
  }

  @Test
  void movesOnOverChangesItDoesNotWant() {
    queue.filter(new FeedFilter("models", Set.of()));
    offer(1, 5);

    Taken taken = queue.take(100);
    assertThat(taken.rows()).isEmpty();
    assertThat(taken.number()).isEqualTo(5);
    assertThat(taken.skipped()).isZero();
  }

  @Test
  void wantsACollectionAndKinds() {
    FeedFilter filter = new FeedFilter("models", Set.of("insert", "delete"));

    assertThat(filter.wants(new FeedRow("", "models", "insert", ""))).isTrue();
    assertThat(filter.wants(new FeedRow("", "models", "update", ""))).isFalse();
    assertThat(filter.wants(new FeedRow("", "metrics", "insert", ""))).isFalse();
  }

  @Test
  void beginsAnewWithAnotherFilter() {
    offer(1, 10);
    queue.skipMore();

    queue.filter(new FeedFilter("models", Set.of()));

    Taken taken = queue.take(100);
    assertThat(taken.rows()).isEmpty();
    assertThat(taken.skipped()).isZero();
    assertThat(taken.more()).isFalse();
  }

  @Test
  void saysThatThereWereMoreThanItCounted() {
    queue.skip(4);
    queue.skipMore();

    assertThat(queue.take(1).skipped()).isEqualTo(4);
    assertThat(queue.take(1).more()).isTrue();
  }

  private void offer(long from, long to) {
    LongStream.rangeClosed(from, to)
        .forEach(
            number ->
                queue.offer(
                    new FeedEntry(number, new FeedRow("t", "predictions", "insert", "" + number))));
  }
}
