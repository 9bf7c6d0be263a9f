package dev.mongostreams.cli.secret;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PasswordFileTest {
  @TempDir Path dir;

  @Test
  void oneNewlineAtTheEndIsNoPartOfIt() throws IOException {
    assertThat(PasswordFile.read(file("p@ss wörd"))).isEqualTo("p@ss wörd");
    assertThat(PasswordFile.read(file("p@ss wörd\n"))).isEqualTo("p@ss wörd");
    assertThat(PasswordFile.read(file(" p@ss wörd \r\n"))).isEqualTo(" p@ss wörd ");
  }

  static Stream<Arguments> whatIsNoPasswordIsRefusedAndNotRepeated() {
    return Stream.of(
        arguments("", "it is empty"),
        arguments("\n", "it is empty"),
        arguments("s3cret\n\n", "it has more than one line, or a control character"),
        arguments("s3cret\nuser=ann\n", "it has more than one line, or a control character"),
        arguments("\uFEFFs3cret", "it begins with a byte order mark"),
        arguments("s3cret".repeat(1000), "it has more than 4096 bytes"));
  }

  @ParameterizedTest
  @MethodSource
  void whatIsNoPasswordIsRefusedAndNotRepeated(String text, String why) throws IOException {
    SecretFile file = file(text);

    assertThatThrownBy(() -> PasswordFile.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot use --password-file " + file.path() + ": " + why + ". ")
        .hasMessageNotContaining("s3cret")
        .hasNoCause();
  }

  @Test
  void whatIsNoTextIsRefused() throws IOException {
    SecretFile file = new SecretFile("--password-file", dir.resolve("latin"));
    Files.writeString(file.path(), "wörd", ISO_8859_1);

    assertThatThrownBy(() -> PasswordFile.read(file))
        .hasMessageContaining(": it is no text in UTF-8. ");
  }

  @Test
  void whatIsNoFileIsRefused() {
    SecretFile missing = new SecretFile("--password-file", dir.resolve("none"));

    assertThatThrownBy(() -> PasswordFile.read(missing))
        .hasMessage(
            "Cannot use --password-file "
                + missing.path()
                + ": there is no such file. Correct the path.");
    assertThatThrownBy(() -> PasswordFile.read(new SecretFile("--password-file", dir)))
        .hasMessageContaining(": it is a directory. ");
  }

  @Test
  void knowsWhetherEveryUserMayReadIt() throws IOException {
    SecretFile file = file("s3cret");
    for (String rights : List.of("rw-------", "rw-r-----")) {
      Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString(rights));
      assertThat(file.isOpenToAll()).as(rights).isFalse();
    }
    Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(file.isOpenToAll()).isTrue();
    assertThat(new SecretFile("--password-file", dir).isOpenToAll()).isFalse();
    assertThat(new SecretFile("--password-file", dir.resolve("none")).isOpenToAll()).isFalse();
  }

  private SecretFile file(String text) throws IOException {
    return new SecretFile("--password-file", Files.writeString(dir.resolve("password"), text));
  }
}
