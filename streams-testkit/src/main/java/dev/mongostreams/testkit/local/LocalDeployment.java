package dev.mongostreams.testkit.local;

import dev.mongostreams.testkit.way.Deployment;
import dev.mongostreams.testkit.way.Initiation;
import dev.mongostreams.testkit.way.Node;
import dev.mongostreams.testkit.way.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A replica set of processes that end with this object, and with this JVM. */
final class LocalDeployment implements Deployment {
  private final List<MongodProcess> members = new ArrayList<>();
  private final String description;

  private LocalDeployment(String description) {
    this.description = description;
  }

  static LocalDeployment start(Path binary, Plan plan, String description) {
    LocalDeployment deployment = new LocalDeployment(description);
    try {
      for (int i = 0; i < plan.members(); i++) {
        MongodProcess member = new MongodProcess(binary, plan.mongodArguments(), plan.proxied());
        deployment.members.add(member);
        member.start();
      }
      Initiation.of(deployment.nodes());
      return deployment;
    } catch (IOException e) {
      deployment.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      deployment.close();
      throw e;
    }
  }

  @Override
  public List<Node> nodes() {
    return List.copyOf(members);
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public void close() {
    members.forEach(MongodProcess::close);
    members.clear();
  }
}
