package dev.mongostreams.internal.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.internal.played.Batches;
import org.junit.jupiter.api.Test;

class BatchSizerTest {
  private static final long BUDGET = 3 << 20;

  @Test
  void aReplyIsAThirdOfTheBudget() {
    assertThat(new BatchSizer(BUDGET, 0).share()).isEqualTo(1 << 20);
  }

  @Test
  void takesEventsForOneKilobyteUntilItHasSeenSome() {
    BatchSizer sizer = new BatchSizer(BUDGET, 0);
    sizer.saw(Batches.empty(null));

    assertThat(sizer.events()).isEqualTo(1024);
  }

  @Test
  void theFirstReplyIsTheFirstEstimate() {
    BatchSizer sizer = new BatchSizer(BUDGET, 0);
    sizer.saw(Batches.inserts(1, 10, 10 * 4096));

    assertThat(sizer.events()).isEqualTo(256);
  }

  @Test
  void movesHalfwayWithEachLaterReply() {
    BatchSizer sizer = new BatchSizer(BUDGET, 0);
    sizer.saw(Batches.inserts(1, 10, 10 * 1024));
    sizer.saw(Batches.inserts(11, 20, 10 * 3072));

    assertThat(sizer.events()).isEqualTo((1 << 20) / 2048);
  }

  @Test
  void anEmptyReplyTeachesNothing() {
    BatchSizer sizer = new BatchSizer(BUDGET, 0);
    sizer.saw(Batches.inserts(1, 10, 10 * 4096));
    sizer.saw(Batches.empty(null));

    assertThat(sizer.events()).isEqualTo(256);
  }

  @Test
  void asksForOneEventWhereEachIsLargerThanItsShare() {
    BatchSizer sizer = new BatchSizer(BUDGET, 0);
    sizer.saw(Batches.inserts(1, 1, 16 << 20));

    assertThat(sizer.events()).isEqualTo(1);
  }

  @Test
  void neverAsksForMoreThanTheUserAllows() {
    BatchSizer sizer = new BatchSizer(BUDGET, 7);
    assertThat(sizer.events()).isEqualTo(7);

    for (int i = 0; i < 100; i++) {
      sizer.saw(Batches.inserts(1, 10, 0));
    }
    assertThat(sizer.events()).isEqualTo(7);
  }

  @Test
  void eventsWithoutSizeDoNotOverflow() {
    BatchSizer sizer = new BatchSizer(BUDGET, 0);
    sizer.saw(Batches.inserts(1, 10, 0));

    assertThat(sizer.events()).isEqualTo(Integer.MAX_VALUE);
  }
}
