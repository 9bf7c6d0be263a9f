package dev.mongostreams.bench.debezium;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a lap of Debezium finds on its class path. */
class LibrariesIT {

  @Test
  void areDebeziumsOwnAndOfOursTheBenchmarksJarAlone() throws IOException {
    List<String> jars = jars();

    assertThat(jars)
        .filteredOn(jar -> jar.startsWith("mongodb-driver-sync"))
        .containsExactly("mongodb-driver-sync-5.6.2.jar");
    assertThat(jars)
        .filteredOn(jar -> jar.startsWith("bson-"))
        .allMatch(jar -> jar.endsWith("-5.6.2.jar"));
    assertThat(jars)
        .filteredOn(jar -> jar.startsWith("streams-"))
        .singleElement()
        .asString()
        .startsWith("streams-bench-");
    assertThat(jars).noneMatch(jar -> jar.startsWith("spring-"));
  }

  private static List<String> jars() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target", "lib"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
