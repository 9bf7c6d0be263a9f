package dev.mongostreams.cli.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** An authority, and certificates that it signs. Made with the JDK alone. */
public final class Authority {
  private static final String OWN = "authority";
  private static final String PASSWORD = "changeit";
  private static final long LIMIT_SECONDS = 120;

  private final Path directory;

  private Authority(Path directory) {
    this.directory = directory;
  }

  /**
   * Makes one.
   *
   * @param directory of its own, which is there
   */
  public static Authority in(Path directory) throws Exception {
    Authority made = new Authority(directory);
    made.make(OWN, "CN=" + directory.getFileName(), "-ext", "bc:c");
    return made;
  }

  /** Its certificate, in PEM. */
  public Path certificate() throws Exception {
    return write(OWN + ".pem", pem("CERTIFICATE", store().getCertificate(OWN).getEncoded()));
  }

  /**
   * Signs a certificate for a new key.
   *
   * @param name of the file
   * @param subject its distinguished name
   * @param more arguments of keytool
   * @return certificate and key in one file, in PEM
   */
  public Path sign(String name, String subject, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("-signer", OWN));
    arguments.addAll(List.of(more));
    make(name, subject, arguments.toArray(String[]::new));
    Certificate certificate = store().getCertificate(name);
    return write(name + ".pem", pem("CERTIFICATE", certificate.getEncoded()) + keyOf(name));
  }

  /** The key of a certificate that was signed here, in PEM. */
  public String keyOf(String name) throws Exception {
    Key key = store().getKey(name, PASSWORD.toCharArray());
    return pem("PRIVATE KEY", key.getEncoded());
  }

  /** All keys and certificates made here. */
  public KeyStore store() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(directory.resolve("store.p12"))) {
      store.load(file, PASSWORD.toCharArray());
    }
    return store;
  }

  /** What the store's keys are kept under. */
  public char[] password() {
    return PASSWORD.toCharArray();
  }

  static String pem(String label, byte[] bytes) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  private Path write(String name, String pem) throws IOException {
    Path file = Files.writeString(directory.resolve(name), pem, US_ASCII);
    return Files.setPosixFilePermissions(
        file, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
  }

  private void make(String alias, String subject, String... more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", alias, "-dname", subject));
    if (!List.of(more).contains("-keyalg")) {
      command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
    }
    if (!List.of(more).contains("-validity")) {
      command.addAll(List.of("-validity", "30"));
    }
    command.addAll(List.of("-keystore", directory.resolve("store.p12").toString()));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    command.addAll(List.of(more));
    Process keytool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.log").toFile())
            .start();
    if (!keytool.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      keytool.destroyForcibly();
      throw new IOException(Files.readString(directory.resolve("keytool.log")));
    }
  }
}
