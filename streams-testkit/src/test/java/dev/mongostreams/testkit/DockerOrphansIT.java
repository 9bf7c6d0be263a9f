package dev.mongostreams.testkit;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "streams.it.docker", matches = "true")
final class DockerOrphansIT extends OrphansContract {
  DockerOrphansIT() {
    super("docker", "rs0-");
  }

  @Override
  boolean left(int port) throws Exception {
    Process docker =
        new ProcessBuilder("docker", "ps", "--all", "--quiet", "--filter", "expose=" + port)
            .redirectErrorStream(true)
            .start();
    String containers = new String(docker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (docker.waitFor() != 0) {
      throw new AssertionError(containers);
    }
    return !containers.isBlank();
  }
}
