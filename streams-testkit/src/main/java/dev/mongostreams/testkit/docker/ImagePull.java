package dev.mongostreams.testkit.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.model.PullResponseItem;
import dev.mongostreams.testkit.way.PassedOver;
import dev.mongostreams.testkit.way.Text;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A pull that may take as long as it makes progress, and no longer. */
final class ImagePull extends PullImageResultCallback {
  private final Duration silenceLimit;
  // Of our own: waiting on the callback itself for a while would end the pull after that while.
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile long heardNanos = System.nanoTime();

  ImagePull(Duration silenceLimit) {
    this.silenceLimit = silenceLimit;
  }

  static void of(DockerClient client, String image) throws PassedOver {
    ImagePull pull = new ImagePull(Duration.ofSeconds(30));
    String cure = "docker pull " + image;
    try (pull) {
      client.pullImageCmd(image).exec(pull);
      pull.await(image, cure);
    } catch (IOException e) {
      throw new PassedOver("pulling " + image + " failed: " + Text.oneLine(e), cure, e);
    }
  }

  @Override
  public void onNext(PullResponseItem item) {
    heardNanos = System.nanoTime();
    super.onNext(item);
  }

  @Override
  public void onComplete() {
    super.onComplete();
    ended.countDown();
  }

  @Override
  public void onError(Throwable failure) {
    super.onError(failure);
    ended.countDown();
  }

  void await(String image, String cure) throws PassedOver {
    try {
      while (!ended.await(100, TimeUnit.MILLISECONDS)) {
        if (System.nanoTime() - heardNanos > silenceLimit.toNanos()) {
          throw new PassedOver(
              "pulling " + image + " made no progress for " + silenceLimit.toSeconds() + " s",
              cure);
        }
      }
      awaitCompletion();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PassedOver("pulling " + image + " was interrupted", "try again", e);
    } catch (RuntimeException e) {
      throw new PassedOver("pulling " + image + " failed: " + Text.oneLine(e), cure, e);
    }
  }
}
