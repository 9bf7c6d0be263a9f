package dev.mongostreams.cli.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are good, and files that are not; what servers make of them is in {@code TlsIT}. */
class TlsFilesTest {
  @TempDir private static Path made;
  private static Authority authority;
  private static String ann;
  private static String old;

  @TempDir Path dir;

  @BeforeAll
  static void makeCertificates() throws Exception {
    authority = Authority.in(made);
    ann = Files.readString(authority.sign("ann", "CN=ann", "-keyalg", "RSA", "-keysize", "2048"));
    old =
        Files.readString(
            authority.sign("old", "CN=old", "-startdate", "2020/01/01", "-validity", "1"));
  }

  @Test
  void certificatesAndKeyMayHaveTextAroundThem() throws Exception {
    String annotated = "subject=ann\n\n" + ann.replace("\n", "\r\n") + "the end\n";

    assertThat(TlsFiles.context(null, certificate(annotated)).getProtocol()).isEqualTo("TLS");
  }

  @Test
  void aChainBeginsWithTheClientsOwn() throws Exception {
    String signer = Files.readString(authority.certificate());

    assertThat(TlsFiles.context(null, certificate(ann + signer))).isNotNull();
    refused(signer + ann, "its private key does not belong to its first certificate");
  }

  @Test
  void certificatesThatAreNoChainAreRefused() throws Exception {
    refused(ann + old.replaceAll("(?s)-----BEGIN PRIVATE.*", ""), "its certificates are no chain");
  }

  @Test
  void aKeyOfAnotherCertificateIsRefused() throws Exception {
    String why = "its private key does not belong to its first certificate";
    refused(withoutKey() + authority.keyOf("old"), why);
    authority.sign("bob", "CN=bob", "-keyalg", "RSA", "-keysize", "2048");
    refused(withoutKey() + authority.keyOf("bob"), why);
  }

  @Test
  void aCertificateWithoutAKeyIsRefused() throws IOException {
    refused(withoutKey(), "it has no private key");
  }

  @Test
  void aKeyWithoutACertificateIsRefused() throws Exception {
    refused(authority.keyOf("ann"), "it has no certificate");
  }

  @Test
  void anEncryptedKeyIsRefusedWithTheCommandThatDecryptsIt() throws IOException {
    String cure = " Run (umask 077; openssl pkey -in " + dir.resolve("client.pem");
    for (String encrypted :
        new String[] {
          ann.replace(" PRIVATE KEY", " ENCRYPTED PRIVATE KEY"),
          ann.replace(
                  "BEGIN PRIVATE KEY-----", "BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED")
              .replace("END PRIVATE KEY", "END RSA PRIVATE KEY")
        }) {
      refused(
          encrypted,
          "its private key is encrypted, and nobody is there to type a password." + cure);
    }
  }

  @Test
  void aKeyInAnotherFormIsRefusedWithTheCommandThatConvertsIt() throws IOException {
    refused(
        ann.replace(" PRIVATE KEY", " RSA PRIVATE KEY"),
        "its key is in the form of RSA PRIVATE KEY, and only PKCS#8 is read. Run (umask 077; openssl"
            + " pkcs8 -topk8 -nocrypt -in "
            + dir.resolve("client.pem")
            + " -out key.pem). Then put the certificate and key.pem into one file, the certificate"
            + " first.");
  }

  @Test
  void aCertificateThatHasExpiredIsRefused() throws IOException {
    refused(old, "its certificate has expired at 2020-01-");
  }

  @Test
  void whatIsDamagedIsRefused() throws IOException {
    refused(ann.replaceFirst("MII", "?"), "a CERTIFICATE in it is damaged");
    refused(ann.replaceFirst("(?s)MII.*?-----END CERT", "MIIB\n-----END CERT"), "a certificate in");
    refused("hello", "it has no certificate");
  }

  @Test
  void anAuthorityNeedsACertificate() throws IOException {
    Path file = Files.writeString(dir.resolve("ca.pem"), "hello");

    assertThatThrownBy(() -> TlsFiles.context(new SecretFile("--tls-ca-file", file), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot use --tls-ca-file "
                + file
                + ": it has no certificate. Give a file in PEM, with -----BEGIN CERTIFICATE----- in"
                + " it.");
  }

  private void refused(String pem, String why) throws IOException {
    SecretFile file = certificate(pem);
    assertThatThrownBy(() -> TlsFiles.context(null, file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot use --tls-certificate-key-file " + file.path() + ": " + why)
        .hasNoCause();
  }

  private static String withoutKey() {
    return ann.replaceAll("(?s)-----BEGIN PRIVATE.*", "");
  }

  private SecretFile certificate(String pem) throws IOException {
    Path file = Files.writeString(dir.resolve("client.pem"), pem);
    return new SecretFile("--tls-certificate-key-file", file);
  }
}
