package dev.mongostreams.testkit.docker;

import dev.mongostreams.testkit.way.Watchdog;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.testcontainers.mongodb.MongoDBContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A mongod that listens inside on the port by which clients outside know it: a client that
 * discovers the set is told a name that is right for it. The set's own ready-made form names the
 * set docker-rs and its members by ports nobody outside can reach.
 */
final class Rs0Container extends MongoDBContainer {
  private final String engineHost;
  private @Nullable Watchdog watchdog;

  private Rs0Container(String image, String engineHost) {
    super(DockerImageName.parse(image).asCompatibleSubstituteFor("mongo"));
    this.engineHost = engineHost;
    setExposedPorts(List.of());
    waitingFor(new Unasked());
  }

  /** A member that publishes its own port. */
  static Rs0Container alone(
      String image, String engineHost, Publication port, List<String> arguments) {
    Rs0Container container = new Rs0Container(image, engineHost);
    container.withCreateContainerCmdModifier(
        command -> Publication.publish(command, List.of(port)));
    return container.mongod(port, arguments);
  }

  /** A member that lives in the network of a container which publishes the ports of all. */
  static Rs0Container within(
      String network, String image, String engineHost, Publication port, List<String> arguments) {
    Rs0Container container = new Rs0Container(image, engineHost);
    container.withNetworkMode("container:" + network);
    return container.mongod(port, arguments);
  }

  /** No member: holds a network in which all members are 127.0.0.1, and outlives their deaths. */
  static Rs0Container network(String image, String engineHost, List<Publication> ports) {
    Rs0Container container = new Rs0Container(image, engineHost);
    container.withCreateContainerCmdModifier(
        command -> {
          Publication.publish(command, ports);
          command.withEntrypoint("sleep", "2147483647");
        });
    return container;
  }

  private Rs0Container mongod(Publication port, List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("--bind_ip_all", "--port", Integer.toString(port.inside())));
    withCommand(all.toArray(String[]::new));
    return this;
  }

  @Override
  protected void containerIsCreated(String id) {
    watchdog = Watchdog.ofContainer(id, engineHost);
  }

  @Override
  public void stop() {
    super.stop();
    if (watchdog != null) {
      watchdog.close();
    }
  }

  // Whether it is ready is asked of the server, with all others, once the set is initiated.
  private static final class Unasked
      extends org.testcontainers.containers.wait.strategy.AbstractWaitStrategy {
    @Override
    protected void waitUntilReady() {}
  }
}
