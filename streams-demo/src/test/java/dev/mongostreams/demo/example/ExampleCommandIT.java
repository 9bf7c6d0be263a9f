package dev.mongostreams.demo.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@ExtendWith(Rs0Extension.class)
class ExampleCommandIT {
  private static final Pattern DATABASE = Pattern.compile("counting in (\\S+)");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Ending ending = new Ending();
  private final String uri;

  ExampleCommandIT(ReplicaSet rs0) {
    this.uri = rs0.uri();
  }

  /** What the subcommands hang on. */
  @Command(name = "demo")
  static final class Top {}

  @Test
  void endsWithZeroWhenNothingIsLost() {
    assertThat(run(new CountingExample(0), "--for", "300ms", "--rate", "500")).isEqualTo(0);

    assertThat(err.toString()).isEmpty();
    assertThat(out.toString())
        .contains("counting, ", "The numbers are as promised.")
        .containsPattern("applied +[1-9]")
        .containsPattern("lost +0\\R")
        .containsPattern("lag +\\d+ s\\R");
  }

  @Test
  void endsWithOneAndNamesThePromiseThatWasNotKept() {
    assertThat(run(new CountingExample(2), "--for", "10ms", "--short-by", "2")).isEqualTo(1);

    assertThat(err.toString()).contains("NOT AS PROMISED: lost: 2 instead of 0");
    assertThat(out.toString()).contains("The numbers are not as promised.");
  }

  @Test
  void runsUntilSomebodyAsks() throws Exception {
    CompletableFuture<Integer> code =
        CompletableFuture.supplyAsync(() -> run(new CountingExample(0)));

    ending.ask();

    assertThat(code.get(60, TimeUnit.SECONDS)).isEqualTo(0);
  }

  @Test
  void leavesNoDatabaseBehind() {
    run(new CountingExample(0), "--for", "10ms");

    Matcher database = DATABASE.matcher(out.toString());
    assertThat(database.find()).isTrue();
    try (MongoClient client = MongoClients.create(uri)) {
      assertThat(client.listDatabaseNames().into(new ArrayList<>()))
          .doesNotContain(database.group(1));
    }
  }

  @Test
  void endsWithOneWhenTheExampleFails() {
    assertThat(run(new FailingExample())).isEqualTo(1);

    assertThat(err.toString())
        .contains("Cannot go on with the example failing:", "IllegalStateException: no more");
  }

  @Test
  void endsWithThreeWhenNoServerAnswers() {
    String nobody = "mongodb://me:secret@127.0.0.1:1/?replicaSet=rs0";

    assertThat(run(new CountingExample(0), "--mongo", nobody)).isEqualTo(3);

    assertThat(err.toString()).contains("127.0.0.1:1").doesNotContain("secret");
  }

  @Command(description = "Fails.")
  static final class FailingExample implements Example {
    @Override
    public String name() {
      return "failing";
    }

    @Override
    public Summary run(ExampleRun run) {
      throw new IllegalStateException("no more");
    }
  }

  private int run(Example example, String... options) {
    ServerOption server = new ServerOption(Map.of("MONGO_URL", uri));
    CommandLine line = new CommandLine(new Top()).addMixin("server", server);
    line.addSubcommand(ExampleCommand.of(example, server, ending));
    List<String> arguments = new ArrayList<>(List.of(example.name()));
    arguments.addAll(List.of(options));
    return line.setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }
}
