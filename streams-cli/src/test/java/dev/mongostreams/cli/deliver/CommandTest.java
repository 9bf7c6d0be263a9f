package dev.mongostreams.cli.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.cli.output.EventFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real commands of a real shell. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommandTest {
  private static final int BATCH = 100;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir Path dir;

  private Command command(String text) {
    return new Command(new Shell(text.replace("DIR", dir.toString()), false), BATCH, LIMIT);
  }

  private void assertMeans(int exitCode, Class<? extends Undelivered> kind) {
    assertThatThrownBy(() -> command("exit " + exitCode).onBatch(Changes.inserts(1)))
        .isExactlyInstanceOf(kind);
  }

  @Test
  void hasTheChangesOnItsStdinOneALine() throws Exception {
    List<ChangeEvent> changes = Changes.inserts(50);

    command("cat > DIR/out").onBatch(changes);

    assertThat(Files.readAllLines(dir.resolve("out")))
        .isEqualTo(changes.stream().map(EventFormat::json).toList());
  }

  @Test
  void itsExitCodeSaysWhatBecameOfThem() {
    assertMeans(1, Undelivered.Failed.class);
    assertMeans(75, Undelivered.Later.class);
    assertMeans(126, Undelivered.Useless.class);
    assertMeans(127, Undelivered.Useless.class);
  }

  @Test
  void oneThatSomebodyElseHasEndedHasFailed() {
    Shell shell = new Shell("exit 130", false);

    assertThatThrownBy(
            () -> new Command(shell, BATCH, Duration.ofMillis(1)).onBatch(Changes.inserts(1)))
        .isExactlyInstanceOf(Undelivered.Failed.class)
        .hasMessageContaining("it ended with 130");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 127, 130, 137, 143})
  void aFailureOnceTheEndWasAskedForSaysNothingOfTheChanges(int exitCode) {
    Command command = command("exit " + exitCode);

    command.ending();

    assertThatThrownBy(() -> command.onBatch(Changes.inserts(1)))
        .isExactlyInstanceOf(Undelivered.Later.class);
  }

  @Test
  void whatEndsWellThenIsHandled() throws Exception {
    Command command = command("cat > DIR/out");

    command.ending();
    command.onBatch(Changes.inserts(1));

    assertThat(dir.resolve("out")).isNotEmptyFile();
  }

  @Test
  void aSignalThatReachesTheCommandFirstIsTakenForTheEnd() {
    Command command = command("touch DIR/hit; exit 130");
    CompletableFuture<Void> run = underWay(command, dir.resolve("hit"));

    command.ending();

    assertThatThrownBy(() -> run.get(1, TimeUnit.MINUTES))
        .hasCauseInstanceOf(Undelivered.Later.class);
  }

  @Test
  void aProgramThatIsNotThereIsTold() {
    assertThatThrownBy(() -> command("no-such-program 2>&-").onBatch(Changes.inserts(1)))
        .hasMessage(
            "Cannot deliver changes to the command of --exec: it ended with 127: a program in it"
                + " cannot be found or run. Correct --exec, or the PATH and the rights of the program,"
                + " and start again.");
  }

  @Test
  void oneThatReadsNothingMayWorkAllTheSame() throws Exception {
    List<ChangeEvent> more =
        List.of(Changes.insert(1, "x".repeat(1 << 20)), Changes.insert(2, "x".repeat(1 << 20)));

    command("touch DIR/done").onBatch(more);

    assertThat(dir.resolve("done")).exists();
  }

  @Test
  void isGivenNoVariableOfOurs() throws Exception {
    Shell shell = new Shell("env > " + dir.resolve("env"), false);
    ProcessBuilder outer = new ProcessBuilder(javaThatRuns(shell));
    outer.environment().put("STREAMS_URI", "mongodb://me:s3cr3t@host");
    outer.environment().put("MONGO_URL", "mongodb://me:s3cr3t@host");
    outer.environment().put("NOTIFY_SOCKET", "/run/s3cr3t");
    outer.environment().put("KEPT", "kept");
    assertThat(outer.inheritIO().start().waitFor()).isZero();

    assertThat(Files.readString(dir.resolve("env"))).contains("KEPT=kept").doesNotContain("s3cr3t");
  }

  private static List<String> javaThatRuns(Shell shell) {
    String modules = System.getProperty("jdk.module.path");
    String classes = System.getProperty("java.class.path");
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        modules == null ? classes : modules + System.getProperty("path.separator") + classes,
        Commanded.class.getName(),
        shell.command());
  }

  /** Runs a command from a process whose environment the test has made. */
  static final class Commanded {
    private Commanded() {}

    public static void main(String[] arguments) throws Exception {
      new Command(new Shell(arguments[0], false), BATCH, LIMIT).onBatch(Changes.inserts(1));
    }
  }

  @Test
  void endsWithAllThatItHasStarted() throws Exception {
    Command command = command("sleep 1000 & echo $! > DIR/pid.new; mv DIR/pid.new DIR/pid; wait");
    Path pid = dir.resolve("pid");
    CompletableFuture<Void> run = underWay(command, pid);

    command.close();

    assertThatThrownBy(() -> run.get(1, TimeUnit.MINUTES))
        .hasCauseInstanceOf(Undelivered.Later.class);
    Awaitility.await().atMost(LIMIT).until(() -> !isAlive(pid));
  }

  @Test
  void letsWhatItHasStartedEndInOrder() throws Exception {
    Command command =
        command(
            "(trap 'touch DIR/ended; exit' TERM; touch DIR/begun; while :; do sleep 0.05; done) &"
                + " wait");
    CompletableFuture<Void> run = underWay(command, dir.resolve("begun"));

    command.close();

    assertThat(dir.resolve("ended")).exists();
    assertThatThrownBy(() -> run.get(1, TimeUnit.MINUTES))
        .hasCauseInstanceOf(Undelivered.Later.class);
  }

  @Test
  void killsWhatDoesNotEnd() throws Exception {
    String deaf = "trap '' TERM; echo $$ > DIR/pid.new; mv DIR/pid.new DIR/pid; sleep 1000";
    Shell shell = new Shell(deaf.replace("DIR", dir.toString()), false);
    Command command = new Command(shell, BATCH, Duration.ofMillis(50));
    Path pid = dir.resolve("pid");
    CompletableFuture<Void> run = underWay(command, pid);

    command.close();

    assertThatThrownBy(() -> run.get(1, TimeUnit.MINUTES))
        .hasCauseInstanceOf(Undelivered.Later.class);
    Awaitility.await().atMost(LIMIT).until(() -> !isAlive(pid));
  }

  /** Runs it in another thread, and has waited for the file that tells of its beginning. */
  private static CompletableFuture<Void> underWay(Command command, Path begun) {
    CompletableFuture<Void> run =
        CompletableFuture.runAsync(
            () -> {
              try {
                command.onBatch(Changes.inserts(1));
              } catch (InterruptedException asked) {
                Thread.currentThread().interrupt();
              }
            });
    Awaitility.await().atMost(LIMIT).until(() -> Files.exists(begun));
    return run;
  }

  private static boolean isAlive(Path pid) throws IOException {
    return ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
        .map(ProcessHandle::isAlive)
        .orElse(false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void anEmptyOneIsRefused(String text) {
    assertThatThrownBy(() -> Shell.of(text).check())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot run the command of --exec: it is empty. Give what a shell can run.");
  }

  @Test
  void oneThatTheShellCannotReadIsRefusedAndNotRun() {
    Shell shell = new Shell("touch " + dir.resolve("run") + "; if", false);

    assertThatThrownBy(shell::check)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "Cannot run the command of --exec: sh cannot read it and ends with \\d+\\. Correct it:"
                + " sh -n -c 'COMMAND' says what is wrong\\.");
    assertThat(dir.resolve("run")).doesNotExist();
  }

  @Test
  void onWindowsItIsLeftAsTyped() {
    assertThat(new Shell("a \"b c\" | d", true).words())
        .containsExactly("cmd.exe", "/d", "/s", "/c", "\"a \"b c\" | d\"");
  }
}
