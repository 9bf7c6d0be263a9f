package dev.mongostreams.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options that are not typed. */
class SettingsTest {
  private static final String NOWHERE = "mongodb://localhost:1/?replicaSet=rs0";

  @TempDir Path dir;

  @Test
  void whatIsTypedWinsThenTheEnvironmentThenTheFile() throws IOException {
    String file = file("limit = 1\nformat = json\nidle-timeout = 5s\n");
    Map<String, String> environment = Map.of("STREAMS_LIMIT", "2", "STREAMS_FORMAT", "text");

    String shown = Run.with(environment, "--config", file, "--limit", "3", "config").out();

    assertThat(shown)
        .containsPattern("(?m)^limit +3 +command line$")
        .containsPattern("(?m)^format +text +STREAMS_FORMAT$")
        .containsPattern("(?m)^idle-timeout +5s +\\Q" + file + "\\E$")
        .containsPattern("(?m)^checkpoint +- +default$");
  }

  @Test
  void theyAreInForceAndNotOnlyShown() throws IOException {
    assertThat(Run.with(Map.of("STREAMS_LIMIT", "0")).err()).contains("Cannot end after 0 events");
    assertThat(Run.with(Map.of("STREAMS_URI", NOWHERE)).code()).isEqualTo(3);
    assertThat(Run.of("--config=" + file("uri = " + NOWHERE)).code()).isEqualTo(3);
    Map<String, String> environment = Map.of("STREAMS_CONFIG", file("limit = 0"));
    assertThat(Run.with(environment).err()).contains("Cannot end after 0 events");
    assertThat(Run.with(environment, "config").out())
        .containsPattern("(?m)^config +\\S+streams.properties +STREAMS_CONFIG$");
  }

  @Test
  void severalValuesAreTakenApartAtSpaces() {
    Map<String, String> environment =
        Map.of("STREAMS_COLLECTION", " models  a$b ", "STREAMS_URI", NOWHERE);

    Run run = Run.with(environment);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("Cannot watch the collection \"a$b\": it contains a $.");
  }

  @Test
  void whatIsTypedIsNotTakenApart() {
    Run run = Run.of("--uri", NOWHERE, "--collection", "models, a$b");

    assertThat(run.err()).contains("Cannot watch the collection \"models, a$b\"");
  }

  @Test
  void aFlagIsTrueOrFalse() {
    Map<String, String> environment = Map.of("STREAMS_ALL_DATABASES", "true");

    assertThat(Run.with(environment, "--collection", "x").err())
        .contains("Cannot watch all databases and a part of one");
    assertThat(Run.with(Map.of("STREAMS_ALL_DATABASES", "false"), "--limit", "0").err())
        .contains("Cannot end after 0 events");
  }

  @Test
  void verboseIsAFlagLikeOthers() {
    String trace = "\tat dev.mongostreams";

    assertThat(Run.with(Map.of("STREAMS_VERBOSE", "true"), "--limit", "0").err()).contains(trace);
    assertThat(Run.with(Map.of("STREAMS_VERBOSE", "false"), "--limit", "0").err())
        .contains("Cannot end after 0 events")
        .doesNotContain(trace);
  }

  @Test
  void anEmptyVariableIsNone() {
    assertThat(Run.with(Map.of("STREAMS_LIMIT", ""), "config").out())
        .containsPattern("(?m)^limit +- +default$");
  }

  @Test
  void otherCommandsAreNotToldWhatToDo() {
    Map<String, String> environment =
        Map.of("STREAMS_START_AT", "1:1", "STREAMS_CHECKPOINT_STORE", dir.toString());

    Run run = Run.with(environment, "checkpoint", "set", "x");

    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(Run.with(environment, "checkpoint", "show", "x").err())
        .contains("Cannot show the checkpoint x in " + dir);
  }

  @Test
  void healthAndDoctorAreToldLikeTheWatcher() {
    assertThat(Run.with(Map.of("STREAMS_METRICS_PORT", "1"), "health").out())
        .startsWith("no answer on 127.0.0.1:1");
    assertThat(Run.with(Map.of("STREAMS_URI", NOWHERE), "doctor").code()).isEqualTo(3);
  }

  @Test
  void aStoreForAllCommandsNeedsNoCheckpoint() {
    Map<String, String> environment = Map.of("STREAMS_CHECKPOINT_STORE", dir.toString());

    assertThat(Run.with(environment, "--uri", NOWHERE).code()).isEqualTo(3);
    assertThat(Run.of("--uri", NOWHERE, "--checkpoint-store", dir.toString()).err())
        .contains("Cannot use --checkpoint-store alone");
  }

  @Test
  void aFileThatSetsNoOptionIsRefused() throws IOException {
    String file = file("colection = x\n");

    Run run = Run.of("--config", file, "config");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "streams: Cannot take options from "
                + file
                + ": it sets \"colection\", which is no option of watching. Write names without their"
                + " dashes, as metrics-port; streams --help lists them.\n");
  }

  @Test
  void aBackslashInAFileIsRefusedAndNotLost() throws IOException {
    String file = file("# C:\\here is a comment\nlimit = 1\ncheckpoint-store = C:\\x\n");

    Run run = Run.of("--config", file, "config");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("streams: Cannot take options from " + file + ": line 3 has a backslash,")
        .contains("Write / in paths");
  }

  @Test
  void whatLooksLikeAVariableIsTakenAsItStands() throws IOException {
    String file = file("checkpoint = a${user.home}$$b\n");

    assertThat(Run.of("--config", file).err()).contains("\"a${user.home}$$b\"");
    assertThat(Run.with(Map.of("STREAMS_CHECKPOINT", "${user.home}")).err())
        .contains("\"${user.home}\"");
  }

  @Test
  void theConnectionStringOfOtherProgramsCountsLast() throws IOException {
    Map<String, String> environment = Map.of("MONGO_URL", "mongodb://ann:p@ss@other/?w=1");
    String file = file("uri = " + NOWHERE + "\n");

    assertThat(Run.with(environment, "config").out())
        .containsPattern("(?m)^uri +mongodb://\\*\\*\\*@other/\\?w=1 +MONGO_URL$");
    assertThat(Run.with(environment, "--config", file, "config").out())
        .contains(NOWHERE)
        .doesNotContain("other");
  }

  @Test
  void defaultsAreShownAsTheyAreTyped() {
    assertThat(Run.of("config").out())
        .containsPattern("(?m)^full-document +default +default$")
        .containsPattern("(?m)^before-change +default +default$")
        .containsPattern("(?m)^on-invalidate +continue +default$")
        .containsPattern("(?m)^on-history-lost +stop +default$")
        .containsPattern("(?m)^uri +mongodb://localhost:27017/\\?replicaSet=rs0 +default$")
        .containsPattern("(?m)^wait +false +default$");
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    Run run = Run.of("--config", dir.resolve("none").toString());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("there is no such file. Correct the path in --config.");
  }

  @Test
  void secretsAreHidden() throws IOException {
    String file = file("checkpoint-store = mongodb+srv://ann:p%40ss@host/db.c\n");
    String uri = "mongodb://ann:p@ss@host/?authMechanismProperties=AWS_SESSION_TOKEN:tok&w=1";

    String shown = Run.with(Map.of("STREAMS_URI", uri), "--config", file, "config").out();

    assertThat(shown)
        .contains("mongodb://***@host/?authMechanismProperties=***&w=1")
        .contains("mongodb+srv://***@host/db.c")
        .doesNotContain("ann", "p@ss", "p%40ss", "tok&");
  }

  @Test
  void aSecretIsHiddenThoughTheSchemeIsMistyped() {
    for (String uri : List.of("mongodb:/ann:p@ss@host", "mongo://ann:p@ss@host", "ann:p@ss@host")) {
      assertThat(Run.with(Map.of("STREAMS_URI", uri), "config").out())
          .containsPattern("(?m)^uri +\\*\\*\\*@host +STREAMS_URI$");
      assertThat(Run.of("--checkpoint-store", uri, "config").out()).doesNotContain("p@ss");
    }
  }

  private String file(String text) throws IOException {
    return Files.writeString(dir.resolve("streams.properties"), text).toString();
  }

  @Test
  void aLimitThatNothingWouldHeedIsRefusedWhereverItStands() {
    Map<String, String> environment = Map.of("STREAMS_LIMIT", "2", "STREAMS_FORMAT", "text");

    Run run = Run.with(environment, "--uri", NOWHERE, "--exec", "cat");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("Cannot use --limit with --exec or --webhook: it is for what");
    assertThat(Run.with(Map.of("STREAMS_FORMAT", "text"), "--uri", NOWHERE, "--exec", "cat").code())
        .isEqualTo(3);
  }

  @Test
  void aCommandIsHiddenBehindItsFirstWord() {
    String shown = Run.of("--exec", "curl -H 'X-Token: s3cr3t'\n --data @-", "config").out();
    assertThat(shown)
        .containsPattern("(?m)^exec +curl \\*\\*\\* +command line$")
        .doesNotContain("s3cr3t", "--data");
    assertThat(Run.of("--exec", " TOKEN=s3cr3t ./ship", "config").out())
        .containsPattern("(?m)^exec +TOKEN=\\*\\*\\* +command line$")
        .doesNotContain("s3cr3t", "ship");
    assertThat(Run.of("--exec", "./ship", "config").out())
        .containsPattern("(?m)^exec +./ship +command line$");
  }

  @Test
  void whatAReceiverKnowsUsByIsHidden() {
    assertThat(
            Run.of("--webhook", "https://hooks.example:8443/s3cr3t?token=s3cr3t", "config").out())
        .contains("https://hooks.example:8443/***")
        .doesNotContain("s3cr3t");
    assertThat(Run.of("--webhook", "me:s3cr3t@hooks.example#s3cr3t", "config").out())
        .contains("hooks.example/***")
        .doesNotContain("s3cr3t");
    assertThat(Run.of("--webhook", "https://hooks.example/a@s3cr3t", "config").out())
        .contains("https://hooks.example/***")
        .doesNotContain("s3cr3t");
    assertThat(Run.of("--dead-letters", "mongo://me:s3cr3t@host/ops.letters", "config").out())
        .contains("host/ops.letters")
        .doesNotContain("s3cr3t");
  }
}
