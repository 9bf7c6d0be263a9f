package dev.mongostreams.cli.secret;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a file in PEM holds, in its order. Text between the blocks is left aside, as programs write
 * there what a block is.
 *
 * @param file where it is
 * @param blocks certificates and keys
 */
record PemFile(SecretFile file, List<Block> blocks) {
  /** All authorities of an operating system are a quarter of it. */
  private static final int MOST_BYTES = 1 << 20;

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

  /** What a key that is encrypted in the old way begins with. */
  private static final String OLD_ENCRYPTION = "Proc-Type:";

  /**
   * One of them.
   *
   * @param label for example {@code CERTIFICATE}
   * @param body what stands between its lines
   */
  record Block(String label, String body) {
    boolean isKey() {
      return label.endsWith("PRIVATE KEY");
    }

    boolean isEncrypted() {
      return label.startsWith("ENCRYPTED ") || body.contains(OLD_ENCRYPTION);
    }

    /** Without the body, which may be a key. */
    @Override
    public String toString() {
      return label;
    }
  }

  static PemFile read(SecretFile file) {
    List<Block> blocks = new ArrayList<>();
    Matcher found = BLOCK.matcher(file.text(MOST_BYTES));
    while (found.find()) {
      blocks.add(new Block(found.group(1), found.group(2)));
    }
    return new PemFile(file, List.copyOf(blocks));
  }

  /** The certificates, at least one. */
  List<X509Certificate> certificates() {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Block block : blocks) {
      if (block.label().equals("CERTIFICATE")) {
        certificates.add(certificate(bytes(block)));
      }
    }
    if (certificates.isEmpty()) {
      throw file.refused(
          "it has no certificate", "Give a file in PEM, with -----BEGIN CERTIFICATE----- in it.");
    }
    return certificates;
  }

  private X509Certificate certificate(byte[] encoded) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(encoded));
    } catch (CertificateException damaged) {
      throw file.refused("a certificate in it cannot be read", "Write the file anew.");
    }
  }

  /** The first private key, or null. */
  @Nullable Block key() {
    return blocks.stream().filter(Block::isKey).findFirst().orElse(null);
  }

  byte[] bytes(Block block) {
    try {
      return Base64.getDecoder().decode(block.body().replaceAll("\\s", ""));
    } catch (IllegalArgumentException damaged) {
      throw file.refused("a " + block + " in it is damaged", "Write the file anew.");
    }
  }
}
