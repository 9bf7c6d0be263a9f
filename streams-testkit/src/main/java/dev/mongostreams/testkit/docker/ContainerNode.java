package dev.mongostreams.testkit.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import dev.mongostreams.testkit.fault.FaultProxy;
import dev.mongostreams.testkit.way.Ask;
import dev.mongostreams.testkit.way.Node;
import dev.mongostreams.testkit.way.Text;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A member in a container. The container stays, whatever becomes of the process in it. */
final class ContainerNode implements Node {
  private static final Duration END_LIMIT = Duration.ofSeconds(20);

  private final Rs0Container container;
  private final Publication port;
  private final @Nullable FaultProxy proxy;

  ContainerNode(Rs0Container container, Publication port, @Nullable FaultProxy proxy) {
    this.container = container;
    this.port = port;
    this.proxy = proxy;
  }

  @Override
  public String address() {
    return "127.0.0.1:" + port.inside();
  }

  @Override
  public boolean running() {
    try {
      return Boolean.TRUE.equals(client().inspectContainerCmd(id()).exec().getState().getRunning());
    } catch (DockerException gone) {
      return false;
    }
  }

  @Override
  public void kill() {
    if (running()) {
      client().killContainerCmd(id()).exec();
      awaitEnd();
    }
  }

  @Override
  public void stop() {
    if (running()) {
      try (Ask ask = new Ask("127.0.0.1:" + port.outside())) {
        // The shutdown command is for clients inside only.
        ask.hurryShutDown();
      }
      client().killContainerCmd(id()).withSignal("TERM").exec();
      awaitEnd();
    }
  }

  @Override
  public void start() {
    client().startContainerCmd(id()).exec();
  }

  @Override
  public String logTail() {
    return Text.tail(container.getLogs());
  }

  @Override
  public @Nullable FaultProxy proxy() {
    return proxy;
  }

  private void awaitEnd() {
    Ask.until("Cannot end the container of", address(), END_LIMIT, () -> !running(), () -> "");
  }

  private DockerClient client() {
    return container.getDockerClient();
  }

  private String id() {
    return container.getContainerId();
  }
}
