package dev.mongostreams.testkit.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.model.PullResponseItem;
import dev.mongostreams.testkit.way.PassedOver;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class ImagePullTest {
  @Test
  void isGivenUpAfterSilence() throws Exception {
    try (ImagePull pull = new ImagePull(Duration.ofSeconds(1))) {
      assertThatThrownBy(() -> pull.await("mongo:8", "docker pull mongo:8"))
          .isInstanceOf(PassedOver.class)
          .hasMessage("pulling mongo:8 made no progress for 1 s");
    }
  }

  @Test
  void isNotGivenUpWhileItWorks() throws Exception {
    ScheduledExecutorService registry = Executors.newSingleThreadScheduledExecutor();
    try (ImagePull pull = new ImagePull(Duration.ofSeconds(1))) {
      Future<?> layers =
          registry.scheduleAtFixedRate(
              () -> pull.onNext(new Layer()), 0, 50, TimeUnit.MILLISECONDS);
      Future<?> end = registry.schedule(pull::onComplete, 2, TimeUnit.SECONDS);
      pull.await("mongo:8", "docker pull mongo:8");
      assertThat(end).succeedsWithin(Duration.ofSeconds(5));
      assertThat(layers).isNotDone();
    } finally {
      registry.shutdownNow();
    }
  }

  private static final class Layer extends PullResponseItem {
    private static final long serialVersionUID = 1L;

    @Override
    public String getStatus() {
      return "Download complete";
    }
  }
}
