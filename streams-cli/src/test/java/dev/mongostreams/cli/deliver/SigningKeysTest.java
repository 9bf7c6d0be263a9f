package dev.mongostreams.cli.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.cli.secret.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeysTest {
  /** Printed in the description of the libraries that receivers use, as are id and signature. */
  private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final long SECONDS = 1614265330;
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  @TempDir Path dir;

  private SecretFile file(String text) throws IOException {
    return of(Files.writeString(dir.resolve("key"), text));
  }

  private static SecretFile of(Path path) {
    return new SecretFile("--webhook-secret-file", path);
  }

  @Test
  void signsAsReceiversExpectIt() throws IOException {
    SigningKeys keys = SigningKeys.read(file(KEY + "\n"));

    assertThat(keys.signature(ID, SECONDS, BODY)).isEqualTo(SIGNATURE);
  }

  @Test
  void signsByEachKeyOfTheFile() throws IOException {
    SigningKeys keys = SigningKeys.read(file("whsec_" + "A".repeat(32) + "\n\n" + KEY));

    assertThat(keys.signature(ID, SECONDS, BODY))
        .matches("v1,\\S{44} v1,\\S{44}")
        .endsWith(" " + SIGNATURE);
  }

  @Test
  void signsNothingWithoutAKey() {
    assertThat(SigningKeys.none().sign()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_s3cr3t!", "whsec_c2hvcnQ="})
  void refusesWhatIsNoKeyWithoutRepeatingIt(String line) throws IOException {
    SecretFile file = file(line);

    assertThatThrownBy(() -> SigningKeys.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot use --webhook-secret-file "
                + file.path()
                + ": a line of it is not whsec_ and 24 to 64 bytes in base64. Make one: (umask 077;"
                + " echo whsec_$(openssl rand -base64 32) > FILE).");
  }

  @Test
  void refusesAFileThatIsEmptyOrNotThere() throws IOException {
    SecretFile empty = file("\n");

    assertThatThrownBy(() -> SigningKeys.read(empty)).hasMessageContaining(": it is empty. Make");
    assertThatThrownBy(() -> SigningKeys.read(of(dir.resolve("none"))))
        .hasMessageContaining(": there is no such file. Correct the path.");
  }
}
