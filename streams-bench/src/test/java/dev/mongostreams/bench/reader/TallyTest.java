package dev.mongostreams.bench.reader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {

  @Test
  void hasNoFaultWhenAllCameInOrder() {
    assertThat(tally(1, 2, 3).fault()).isEmpty();
  }

  @Test
  void noticesALostAndARepeatedEvent() {
    assertThat(tally(1, 2).fault()).isEqualTo("2 events instead of 3");
    assertThat(tally(1, 2, 2, 3).fault()).isEqualTo("4 events instead of 3");
  }

  @Test
  void noticesOtherEventsAndAnotherOrder() {
    assertThat(tally(1, 2, 2).fault()).isEqualTo("other events, or another order");
    assertThat(tally(2, 1, 3).fault()).isEqualTo("other events, or another order");
  }

  @Test
  void takesEventsInAnyOrderThatWereHandledSideBySide() {
    Tally tally = new Tally(3, 0);
    tally.takeUnordered(3, 1 + 2 + 3);
    assertThat(tally.fault()).isEmpty();

    Tally other = new Tally(3, 0);
    other.takeUnordered(3, 1 + 2 + 2);
    assertThat(other.fault()).isEqualTo("other events, or another order");
  }

  @Test
  void judgesSkippedEventsByTheirNumber() {
    Tally tally = new Tally(3, 0);
    tally.skip(3);

    assertThat(tally.fault()).isEmpty();
  }

  @Test
  void burnsTheTimeItIsTold() {
    Tally tally = new Tally(1, 5_000);
    long start = System.nanoTime();

    tally.take(1);

    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(5_000_000);
  }

  private static Tally tally(int... fields) {
    Tally tally = new Tally(3, 0);
    for (int field : fields) {
      tally.take(field);
    }
    return tally;
  }
}
