package dev.mongostreams.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

// By an explicit word only: where it is said, a missing engine is a failure, not a skip.
@EnabledIfSystemProperty(named = "streams.it.docker", matches = "true")
final class DockerMembersIT extends MembersContract {
  DockerMembersIT() {
    super("docker");
  }

  @Test
  void theOriginNamesTheImage() {
    try (ReplicaSet rs0 = builder().start()) {
      assertThat(rs0.origin()).startsWith("MongoDB " + rs0.version() + ", Docker image ");
    }
  }
}
