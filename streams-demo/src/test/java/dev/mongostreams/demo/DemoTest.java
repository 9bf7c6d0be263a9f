package dev.mongostreams.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.demo.example.CountingExample;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
  void helpListsTheExamples() {
    run(Map.of(), "--help");

    assertThat(out.toString()).contains("Examples:", "counting", "Counts what was written.");
  }

  @Test
  void helpOfAnExampleNamesItsOwnOptionsAndThoseOfAll() {
    assertThat(run(Map.of(), "counting", "--help")).isEqualTo(0);

    assertThat(out.toString())
        .contains("streams demo counting", "--mongo=", "--for=DURATION", "--rate=N", "--short-by");
  }

  @Test
  void refusesARateThatCannotBeWritten() {
    assertThat(run(Map.of(), "counting", "--rate", "20001")).isEqualTo(2);

    assertThat(err.toString())
        .contains("Cannot write 20001 times a second: give --rate 0 to 20000.");
  }

  @Test
  void refusesADurationWithoutAUnit() {
    assertThat(run(Map.of(), "counting", "--for", "30")).isEqualTo(2);

    assertThat(err.toString()).contains("\"30\" is not a duration", "as 30s or 5m");
  }

  @Test
  void refusesAMalformedConnectionStringBeforeOrBehindTheExample() {
    assertThat(run(Map.of(), "--mongo", "mongodb://me:secret@", "counting")).isEqualTo(2);
    assertThat(run(Map.of(), "counting", "--mongo", "mongodb://me:secret@")).isEqualTo(2);

    assertThat(err.toString()).doesNotContain("secret");
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
    return Demo.commandLine(List.of(), List.of(new CountingExample(0)), environment)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
