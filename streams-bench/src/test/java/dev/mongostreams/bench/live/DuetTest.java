package dev.mongostreams.bench.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.bench.channel.Channel;
import dev.mongostreams.bench.channel.Publisher;
import dev.mongostreams.bench.lap.Arrivals;
import dev.mongostreams.bench.lap.Order;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuetTest {
  private static final int NUMBERS = 10;

  @TempDir private Path directory;

  @Test
  void countsWhatComesAfterSomethingThatWasSentAfterItsAcknowledgement()
      throws InterruptedException {
    Duet duet = new Duet(NUMBERS);
    duet.send(new Nowhere());
    try (Arrivals arrivals = Arrivals.open(directory.resolve("arrivals"), 2 * NUMBERS)) {
      arrivals.note(Arrivals.READY);
      // All of one publisher: 8 was sent long after 2 was acknowledged.
      for (int number : new int[] {0, 8, 2, 8}) {
        arrivals.note(number);
      }

      assertThat(duet.figures(arrivals).figures())
          .containsEntry("written", 10.0)
          .containsEntry("lost", 7.0)
          .containsEntry("repeated", 1.0)
          .containsEntry("outOfOrder", 1.0);
    }
  }

  /** Takes everything. */
  private record Nowhere() implements Channel, Publisher {

    @Override
    public Order order() {
      return Order.empty();
    }

    @Override
    public Publisher publisher() {
      return this;
    }

    @Override
    public void publish(int number, String filling) {}

    @Override
    public boolean offer(String text) {
      return true;
    }

    @Override
    public void close() {}
  }
}
