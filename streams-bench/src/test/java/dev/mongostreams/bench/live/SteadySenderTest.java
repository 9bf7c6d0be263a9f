package dev.mongostreams.bench.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.bench.channel.Publisher;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SteadySenderTest {
  private static final int PER_SECOND = 10_000;

  private final List<Integer> sent = new CopyOnWriteArrayList<>();

  @Test
  void sendsOnUntilItIsToldToEndAndSaysHowMany() throws InterruptedException {
    try (SteadySender sender = new SteadySender(new Keeping(Integer.MAX_VALUE), PER_SECOND)) {
      sender.await(10);
      int before = sent.size();
      int all = sender.endAfter(1_000);

      assertThat(all).isGreaterThanOrEqualTo(before + 1_000);
      assertThat(sent).containsExactlyElementsOf(IntStream.range(0, all).boxed().toList());
    }
  }

  @Test
  void saysThatSendingFailed() {
    try (SteadySender sender = new SteadySender(new Keeping(100), PER_SECOND)) {
      assertThatThrownBy(() -> sender.await(101))
          .hasMessage("only 100 of 101 numbers could be sent")
          .hasRootCauseMessage("full");
    }
  }

  private final class Keeping implements Publisher {
    private final int most;

    Keeping(int most) {
      this.most = most;
    }

    @Override
    public void publish(int number, String filling) {
      if (number == most) {
        throw new IllegalStateException("full");
      }
      sent.add(number);
    }

    @Override
    public boolean offer(String text) {
      return false;
    }

    @Override
    public void close() {}
  }
}
