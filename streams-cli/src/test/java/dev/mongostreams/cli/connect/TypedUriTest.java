package dev.mongostreams.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedUriTest {
  private static final String PASSWORD = "p@ss/w:rd +%é?";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mongodb://ann@host",
        "mongodb://ann@a:1,b:2/aidb?replicaSet=rs0&authSource=admin",
        "mongodb://ann%40home@host/?authMechanism=SCRAM-SHA-256"
      })
  void takesThePasswordOfAUserWithoutOne(String text) {
    TypedUri uri = new TypedUri(text);

    assertThat(uri.lacksPassword()).isTrue();
    assertThat(uri.withPassword(PASSWORD).parsed().getCredential().getPassword())
        .containsExactly(PASSWORD.toCharArray());
    assertThat(uri.withPassword(PASSWORD).lacksPassword()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mongodb://host/ann@home",
        "mongodb://ann:@host",
        "mongodb://ann:s3cret@host",
        "mongodb://@host",
        "mongodb://CN%3Dann@host/?authMechanism=MONGODB-X509",
        "mongodb://ann@host/?tls=true&authmechanism=gssapi&w=1",
        "ann@host"
      })
  void othersLackNone(String text) {
    assertThat(new TypedUri(text).lacksPassword()).isFalse();
  }

  @Test
  void aPasswordThatIsNowhereIsNamed() {
    assertThatThrownBy(() -> new TypedUri("mongodb://zoe@host").parsed())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("and a user's password in it or in --password-file.")
        .hasMessageNotContaining("zoe");
  }

  @Test
  void filesThatTheDriverWouldNotReadAreRefused() {
    assertThatThrownBy(() -> new TypedUri("mongodb://host/?tls=true&tlsCAFile=ca.pem").parsed())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot take a file of certificates from the connection string: the driver for Java reads"
                + " none there. Give it as --tls-ca-file.");
    assertThatThrownBy(() -> new TypedUri("mongodb://h/?tlscertificatekeyfile=a&w=1").parsed())
        .hasMessageEndingWith("Give it as --tls-certificate-key-file.");
  }

  @Test
  void itsTextIsNotPrinted() {
    assertThat(new TypedUri("mongodb://ann:s3cret@host")).hasToString("a connection string");
  }
}
