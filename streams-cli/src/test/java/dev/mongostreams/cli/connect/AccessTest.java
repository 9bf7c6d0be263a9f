package dev.mongostreams.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.mongostreams.cli.Run;
import dev.mongostreams.cli.secret.Authority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Secrets in files, where there is no server. */
class AccessTest {
  private static final String HOST = "localhost:1/?replicaSet=rs0";

  @TempDir Path dir;

  static Stream<Arguments> aPasswordFileNeedsAUserWithoutAPassword() {
    return Stream.of(
        arguments("mongodb://" + HOST, "the connection string names no user"),
        arguments("mongodb://ann:other@" + HOST, "the connection string has a password already"),
        arguments(
            "mongodb://ann@" + HOST + "&authMechanism=MONGODB-X509",
            "the authMechanism of the connection string takes no password"));
  }

  @ParameterizedTest
  @MethodSource
  void aPasswordFileNeedsAUserWithoutAPassword(String uri, String why) throws IOException {
    String file = passwordFile();
    for (List<String> command : List.of(List.<String>of(), List.of("doctor"))) {
      Run run = Run.of(typed(command, "--uri", uri, "--password-file", file));

      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err())
          .isEqualTo(
              "streams: Cannot use --password-file "
                  + file
                  + ": "
                  + why
                  + ". Write the connection string as mongodb://user@host:27017/, or leave the option"
                  + " out.\n");
    }
  }

  @Test
  void theEnvironmentAndTheConfigFileNameOneToo() throws IOException {
    String file = passwordFile();
    Path config = Files.writeString(dir.resolve("config"), "password-file = " + file + "\n");
    String uri = "mongodb://" + HOST;

    assertThat(Run.with(Map.of("STREAMS_PASSWORD_FILE", file), "--uri", uri).err())
        .contains("Cannot use --password-file " + file);
    assertThat(Run.of("--config", config.toString(), "--uri", uri).err())
        .contains("Cannot use --password-file " + file);
  }

  @Test
  void thePasswordIsInNothingThatIsPrinted() throws IOException {
    String file = passwordFile();
    String uri = "mongodb://ann@" + HOST;
    String[] typed = {"-vv", "--uri", uri, "--password-file", file};

    Run watching = Run.of(typed);
    Run doctor = Run.of("doctor", "--uri", uri, "--password-file", file, "--format", "json");
    Run config = Run.of(typed(List.of(typed), "config"));

    assertThat(watching.code()).isEqualTo(3);
    assertThat(doctor.code()).isEqualTo(3);
    assertThat(config.out()).contains(file).contains("mongodb://***@" + HOST);
    for (Run run : List.of(watching, doctor, config)) {
      assertThat(run.out() + run.err()).doesNotContain("s3cret");
    }
  }

  @Test
  void aFileThatAllMayReadIsWarnedOf() throws IOException {
    String file = passwordFile();
    String[] typed = {"--uri", "mongodb://ann@" + HOST, "--password-file", file};

    assertThat(Run.of(typed).err()).doesNotContain("warning");
    Files.setPosixFilePermissions(Path.of(file), PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(Run.of(typed).err())
        .startsWith(
            "warning: every user of this machine may read "
                + file
                + ", which holds a secret: chmod 600 it, or give that mode to the mounted secret.\n");
  }

  @Test
  void aKeyThatAllMayReadIsWarnedOf() throws IOException {
    Path key = Files.writeString(dir.resolve("key"), "whsec_" + "A".repeat(32));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw----r--"));
    String[] typed = {"--uri", "mongodb://" + HOST, "--webhook", "https://hooks.example"};
    String[] signing = {"--webhook-secret-file", key.toString()};

    assertThat(Run.of(typed).err()).doesNotContain("every user of this machine");
    assertThat(Run.of(typed(List.of(typed), signing)).err())
        .contains("warning: every user of this machine may read " + key + ", which holds a secret")
        .doesNotContain("whsec_");
  }

  @Test
  void aStoreMayHaveAUserOfItsOwn() throws IOException {
    Map<String, String> environment = Map.of("STREAMS_PASSWORD_FILE", passwordFile());

    Run list = Run.with(environment, "checkpoint", "list", "--checkpoint-store", dir.toString());
    Run lacking = Run.of("dead-letters", "list", "--store", "mongodb://ann@localhost:1/ops.l");

    assertThat(list.code()).as(list.err()).isZero();
    assertThat(lacking.code()).isEqualTo(2);
    assertThat(lacking.err()).contains("and a user's password in it or in --password-file.");
  }

  @Test
  void certificatesDoNotGoWithoutTls() throws Exception {
    Path pem = Authority.in(dir).certificate();

    Run run = Run.of("--uri", "mongodb://" + HOST + "&tls=false", "--tls-ca-file", pem.toString());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "streams: Cannot use --tls-ca-file: the connection string says tls=false. Leave one of"
                + " the two out.\n");
  }

  private static String[] typed(List<String> first, String... more) {
    return Stream.concat(first.stream(), Stream.of(more)).toArray(String[]::new);
  }

  private String passwordFile() throws IOException {
    Path file = Files.writeString(dir.resolve("password"), "s3cret\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file.toString();
  }
}
