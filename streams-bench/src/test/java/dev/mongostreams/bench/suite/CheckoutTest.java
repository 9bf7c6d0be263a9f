package dev.mongostreams.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutTest {
  @TempDir private Path folder;

  @BeforeEach
  void commitAFile() throws IOException, InterruptedException {
    write("src/Kept.java", "one");
    git("init", "-q");
    git("add", ".");
    git("commit", "-q", "-m", "first");
  }

  @Test
  void isKnownByItsCommit() {
    assertThat(new Checkout(folder).commit()).matches("[0-9a-f]{12}");
  }

  @Test
  void isMarkedWhenAFileDiffers() throws IOException {
    write("src/Kept.java", "another");

    assertThat(new Checkout(folder).commit()).endsWith(", changed");
  }

  @Test
  void isMarkedByAnUntrackedFileAmongTheSourcesOnly() throws IOException {
    write("recordings/recording.json", "{}");
    assertThat(new Checkout(folder).commit()).doesNotContain("changed");

    write("module/src/main/New.java", "new");
    assertThat(new Checkout(folder).commit()).endsWith(", changed");
  }

  @Test
  void isUnknownWhereThereIsNone(@TempDir Path elsewhere) {
    assertThat(new Checkout(elsewhere).commit()).isEqualTo("unknown");
  }

  @Test
  void ofTheBenchmarksIsTheProject() {
    assertThat(Checkout.own().folder().resolve("streams-bench/pom.xml")).exists();
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void git(String... words) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=a", "-c", "user.email=a@b"));
    command.addAll(List.of("-c", "commit.gpgsign=false"));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).isZero();
  }
}
