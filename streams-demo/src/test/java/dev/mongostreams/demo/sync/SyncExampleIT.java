package dev.mongostreams.demo.sync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.demo.Demo;
import dev.mongostreams.demo.example.Ending;
import dev.mongostreams.demo.example.ExampleCommand;
import dev.mongostreams.demo.example.ServerOption;
import dev.mongostreams.demo.postgres.PostgresPool;
import dev.mongostreams.demo.postgres.PostgresUrl;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import dev.mongostreams.testkit.postgres.PostgresServer;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@ExtendWith(Rs0Extension.class)
class SyncExampleIT {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final String uri;

  SyncExampleIT(ReplicaSet rs0) {
    this.uri = rs0.uri();
  }

  /** What the subcommands hang on. */
  @Command(name = "demo")
  static final class Top {}

  @Test
  void hasEachEffectOnceOverRestartsAndKills() {
    int code = run("--for", "8s", "--rate", "400");

    assertThat(err.toString()).isEmpty();
    assertThat(code).as(out.toString()).isZero();
    assertThat(out.toString())
        .contains("started for this run", "The numbers are as promised.")
        .contains("PostgreSQL was killed, and started again.")
        .containsPattern("findModel\\(1\\) +(?<both>\\S.*\\S) +\\k<both>\\R")
        .containsPattern("applied +[1-9]")
        .containsPattern("lost +0\\R")
        .containsPattern("effects in the counter +[1-9]")
        .containsPattern("rows of predictions +[1-9]")
        .containsPattern("rows unlike their document +0\\R")
        .containsPattern("queries answered otherwise +0\\R")
        .containsPattern("restarts of the watcher +1\\R")
        .containsPattern("watchers taken over from +1\\R")
        .containsPattern("kills of PostgreSQL +1\\R");
  }

  @Test
  @Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void endsInOrderWhenItIsTerminated() throws Exception { // 75
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Demo.class.getName()));
    command.addAll(List.of("sync", "--mongo", uri));
    Process example = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (BufferedReader said = example.inputReader(UTF_8)) {
      List<String> lines = new ArrayList<>();
      while (!lines.contains("The watcher was stopped, and started again.")) {
        String line = said.readLine();
        assertThat(line).as(String.join("\n", lines)).isNotNull();
        lines.add(line);
      }

      example.toHandle().destroy(); // without closing its output
      lines.addAll(said.lines().toList());

      assertThat(example.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(example.exitValue()).as(String.join("\n", lines)).isZero();
      assertThat(lines).contains("The numbers are as promised.");
    } finally {
      example.destroyForcibly();
    }
  }

  @Test
  void leavesAGivenPostgresAsItWas() {
    try (PostgresServer server = PostgresServer.start();
        PostgresPool pool = PostgresPool.open(PostgresUrl.parse(server.url()))) {
      pool.update("CREATE TABLE models (name text)");
      pool.update("INSERT INTO models VALUES ('somebody else''s')");
      List<String> before = schemas(pool);

      String url = "postgresql://postgres:secret@127.0.0.1:" + server.port() + "/postgres";
      assertThat(run("--for", "1500ms", "--postgres", url)).as(err.toString()).isZero();

      assertThat(out.toString()).contains("127.0.0.1:" + server.port()).doesNotContain("secret");
      assertThat(schemas(pool)).isEqualTo(before);
      assertThat(pool.query(row -> row.getString(1), "SELECT name FROM models"))
          .containsExactly("somebody else's");
    }
  }

  private static List<String> schemas(PostgresPool pool) {
    return pool.query(row -> row.getString(1), "SELECT nspname FROM pg_namespace ORDER BY 1");
  }

  @Test
  void endsWithThreeWhenTheGivenPostgresDoesNotAnswer() {
    assertThat(run("--postgres", "postgresql://me:secret@127.0.0.1:1/aidb")).isEqualTo(3);

    assertThat(err.toString())
        .isEqualTo(
            "Cannot use the PostgreSQL at 127.0.0.1:1/aidb: it does not answer (SQLSTATE 08001)."
                + " It must run, and its user be allowed to create a schema; or leave --postgres"
                + " and POSTGRES_URL out, and one is started for the run."
                + System.lineSeparator());
  }

  @Test
  void refusesAMalformedUrlWithoutRepeatingIt() {
    assertThat(run("--postgres", "me:secret@nowhere")).isEqualTo(2);

    assertThat(err.toString())
        .contains("it must look like postgresql://user:password@localhost:5432/database")
        .doesNotContain("secret");
  }

  private int run(String... options) {
    ServerOption server = new ServerOption(Map.of("MONGO_URL", uri));
    CommandLine line = new CommandLine(new Top()).addMixin("server", server);
    line.addSubcommand(ExampleCommand.of(new SyncExample(), server, new Ending()));
    List<String> arguments = new ArrayList<>(List.of("sync"));
    arguments.addAll(List.of(options));
    return line.setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }
}
