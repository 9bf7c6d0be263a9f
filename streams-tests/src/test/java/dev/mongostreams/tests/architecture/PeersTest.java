package dev.mongostreams.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the benchmarks compare us with stays in the benchmarks. */
class PeersTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
  private static final List<String> PEERS = List.of("debezium", "springframework", "kafka");

  @Test
  void noOtherModuleAsksForOneOfThem() throws IOException {
    List<String> modules =
        MODULE
            .matcher(Files.readString(ROOT.resolve("pom.xml")))
            .results()
            .map(m -> m.group(1))
            .toList();

    assertThat(modules).contains("streams-core", "streams-bench/peer-debezium");
    for (String module : modules) {
      if (!module.startsWith("streams-bench")) {
        assertThat(lowerCase(Files.readString(ROOT.resolve(module).resolve("pom.xml"))))
            .as(module)
            .doesNotContain(PEERS);
      }
    }
  }

  @Test
  void noneIsAmongTheLibrariesOfAProgram() throws IOException {
    for (String program : List.of("streams-cli", "streams-demo")) {
      Path libraries = ROOT.resolve(program).resolve("target/lib");
      // There once the module is packaged, as in the whole build.
      if (Files.isDirectory(libraries)) {
        try (Stream<Path> jars = Files.list(libraries)) {
          assertThat(jars.map(jar -> lowerCase(jar.getFileName().toString())))
              .as(program)
              .isNotEmpty()
              .noneMatch(jar -> jar.startsWith("spring-"))
              .noneMatch(jar -> PEERS.stream().anyMatch(jar::contains));
        }
      }
    }
  }

  private static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
