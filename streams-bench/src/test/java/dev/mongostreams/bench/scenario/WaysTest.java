package dev.mongostreams.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.bench.suite.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaysTest {
  @TempDir private Path built;

  @Test
  void saysHowToBuildAPeerThatIsNotThere() throws IOException {
    Files.createFile(built.resolve("peer-debezium-1-sources.jar"));
    Files.createDirectory(built.resolve("lib"));
    DebeziumPeer peer = new DebeziumPeer(built);
    assertThatThrownBy(peer::program)
        .hasMessage(
            "Debezium cannot run: its module is not built in "
                + built
                + "; run mvn package -pl streams-bench/peer-debezium -am, or ./streams bench, which"
                + " does");

    Files.createFile(built.resolve("peer-debezium-1.jar"));
    assertThat(peer.program()).isNotNull();
  }

  @Test
  void keepsTheLibrariesOfDebeziumAwayFromOurs() {
    assertThat(System.getProperty("java.class.path").toLowerCase(Locale.ROOT))
        .contains("spring-data-mongodb")
        .doesNotContain("debezium")
        .doesNotContain("kafka");
  }

  @Test
  void asksOnlyTheWaysThatAreNamed() {
    Scenario drain = Plan.QUICK.scenario("drain-1k").orElseThrow();

    assertThat(drain.only(List.of("spring", "getMore", "limit")).ways())
        .containsExactly("limit", "spring");
  }
}
