package dev.mongostreams.bench.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.bench.channel.Publisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
  private final Queue<List<Integer>> accepted = new ConcurrentLinkedQueue<>();

  @Test
  void commitsNumbersThatFollowOneAnotherAndTheRestAtTheEnd() throws InterruptedException {
    OpenLoop loop = new OpenLoop(() -> new Grouping(4), 34, Duration.ofNanos(10_000));

    loop.write();

    assertThat(accepted)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 9)
                .mapToObj(group -> IntStream.range(4 * group, Math.min(4 * group + 4, 34)))
                .map(group -> group.boxed().toList())
                .toList());
  }

  @Test
  void acknowledgesWhatIsCommittedTogetherAtOneTime() throws InterruptedException {
    OpenLoop loop = new OpenLoop(() -> new Grouping(4), 34, Duration.ofNanos(10_000));

    loop.write();

    for (int number = 0; number < 34; number++) {
      int last = Math.min(number / 4 * 4 + 3, 33);
      assertThat(loop.acknowledged(number))
          .isEqualTo(loop.acknowledged(last))
          .isGreaterThan(loop.due(last));
    }
  }

  private final class Grouping implements Publisher {
    private final int together;
    private List<Integer> open = new ArrayList<>();

    Grouping(int together) {
      this.together = together;
    }

    @Override
    public int together() {
      return together;
    }

    @Override
    public void commit() {
      accepted.add(open);
      open = new ArrayList<>();
    }

    @Override
    public void publish(int number, String filling) {
      open.add(number);
    }

    @Override
    public boolean offer(String text) {
      return false;
    }

    @Override
    public void close() {}
  }
}
