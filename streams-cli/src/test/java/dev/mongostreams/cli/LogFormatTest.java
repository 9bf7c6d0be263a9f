package dev.mongostreams.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log as JSON, in a process of its own: it changes the log of the whole program. */
class LogFormatTest {
  @Test
  void whatIsWrongIsAnErrorInJson() throws Exception {
    List<BsonDocument> lines = new ArrayList<>();
    Process process = start("--uri", "mongodb://ann:s3cret@localhost:1/?replicaSet=rs0");

    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).isEqualTo(3);
    err.lines().forEach(line -> lines.add(BsonDocument.parse(line)));
    assertThat(lines)
        .isNotEmpty()
        .allSatisfy(
            line -> {
              assertThat(line.getString("level").getValue()).isEqualTo("ERROR");
              assertThat(line).containsKeys("timestamp", "loggerName", "formattedMessage");
            });
    assertThat(lines.get(0).getString("formattedMessage").getValue())
        .isEqualTo("streams: Cannot connect to localhost:1");
    assertThat(err).doesNotContain("s3cret");
  }

  @Test
  void allThatIsLoggedHasNoPassword(@TempDir Path dir) throws Exception {
    Path file = Files.writeString(dir.resolve("password"), "s3cret/pa55\n");
    String uri = "mongodb://ann@localhost:1/?replicaSet=rs0";

    Process process = start("-vv", "--uri", uri, "--password-file", file.toString());
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).isEqualTo(3);
    assertThat(err).contains("org.mongodb.driver").doesNotContain("s3cret");
  }

  private static Process start(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", Started.classPath(), "dev.mongostreams.cli.Main"));
    command.addAll(List.of("--log-format", "json"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).start();
  }
}
