package dev.mongostreams.testkit.docker;

import dev.mongostreams.testkit.fault.FaultProxy;
import dev.mongostreams.testkit.way.Deployment;
import dev.mongostreams.testkit.way.FreePort;
import dev.mongostreams.testkit.way.Initiation;
import dev.mongostreams.testkit.way.Node;
import dev.mongostreams.testkit.way.Plan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A replica set of containers that end with this object, and with this JVM. */
final class ContainerDeployment implements Deployment {
  private final String image;
  private final Engine engine;
  private final List<ContainerNode> members = new ArrayList<>();
  // Newest first: a network is removed after the members in it.
  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  private ContainerDeployment(String image, Engine engine) {
    this.image = image;
    this.engine = engine;
  }

  static ContainerDeployment start(String image, Engine engine, Plan plan) {
    ContainerDeployment deployment = new ContainerDeployment(image, engine);
    try {
      deployment.startMembers(plan);
      Initiation.of(deployment.nodes());
      return deployment;
    } catch (RuntimeException e) {
      deployment.close();
      throw e;
    }
  }

  private void startMembers(Plan plan) {
    List<Publication> ports = new ArrayList<>();
    for (int i = 0; i < plan.members(); i++) {
      int port = FreePort.next();
      ports.add(new Publication(port, plan.proxied() ? FreePort.next() : port));
    }
    Rs0Container network = null;
    if (plan.members() > 1) {
      network = started(Rs0Container.network(image, engine.host(), ports));
    }
    for (Publication port : ports) {
      members.add(member(plan, port, network));
    }
  }

  private ContainerNode member(Plan plan, Publication port, @Nullable Rs0Container network) {
    List<String> arguments = plan.mongodArguments();
    Rs0Container container =
        network == null
            ? Rs0Container.alone(image, engine.host(), port, arguments)
            : Rs0Container.within(network.getContainerId(), image, engine.host(), port, arguments);
    started(container);
    FaultProxy proxy = null;
    if (plan.proxied()) {
      proxy = FaultProxy.listening(port.inside(), "127.0.0.1", port.outside());
      started.push(proxy);
    }
    return new ContainerNode(container, port, proxy);
  }

  private Rs0Container started(Rs0Container container) {
    started.push(container);
    container.start();
    return container;
  }

  @Override
  public List<Node> nodes() {
    return List.copyOf(members);
  }

  @Override
  public String description() {
    return "Docker image " + image + " on " + engine.host();
  }

  @Override
  public void close() {
    RuntimeException first = null;
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception e) {
        first = first == null ? new IllegalStateException(e) : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
