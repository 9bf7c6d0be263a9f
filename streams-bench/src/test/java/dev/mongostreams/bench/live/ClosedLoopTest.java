package dev.mongostreams.bench.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.bench.channel.Publisher;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClosedLoopTest {
  private final Queue<Integer> sent = new ConcurrentLinkedQueue<>();
  private final AtomicInteger open = new AtomicInteger();

  @Test
  void sendsEachNumberOnceAndClosesItsPublishers() throws InterruptedException {
    ClosedLoop loop = new ClosedLoop(Keeping::new, Duration.ofMillis(50));

    assertThat(loop.rate()).isPositive();

    assertThat(loop.written()).isPositive();
    assertThat(sent.stream().sorted())
        .containsExactlyElementsOf(IntStream.range(0, loop.written()).boxed().toList());
    assertThat(open).hasValue(0);
  }

  private final class Keeping implements Publisher {

    Keeping() {
      open.incrementAndGet();
    }

    @Override
    public void publish(int number, String filling) {
      sent.add(number);
    }

    @Override
    public boolean offer(String text) {
      return false;
    }

    @Override
    public void close() {
      open.decrementAndGet();
    }
  }
}
