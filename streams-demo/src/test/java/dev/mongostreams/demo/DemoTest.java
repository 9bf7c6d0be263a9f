package dev.mongostreams.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DemoTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void helpNamesTheOptionsAndTheExitCodes() {
    assertThat(run(Map.of(), "--help")).isEqualTo(0);

    assertThat(out.toString())
        .contains("--mongo=docker|local|URI", "$MONGO_URL", "no replica set could be found");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void refusesAnUnknownOption() {
    assertThat(run(Map.of(), "--mango", "local")).isEqualTo(2);

    assertThat(err.toString()).contains("Unknown options: '--mango', 'local'");
  }

  @Test
  void refusesAMalformedConnectionStringWithoutRepeatingIt() {
    assertThat(run(Map.of(), "--mongo", "mongodb://me:secret@")).isEqualTo(2);

    assertThat(err.toString()).doesNotContain("secret");
    assertThat(out.toString()).doesNotContain("secret");
  }

  private int run(Map<String, String> environment, String... args) {
    return new CommandLine(new Demo(List.of(), environment))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
