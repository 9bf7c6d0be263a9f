package dev.mongostreams.cli.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Map;

/**
 * The certificate that is shown to a server, and its key.
 *
 * @param chain the client's own certificate, then those that signed it
 * @param key of the first one
 */
record ClientCertificate(List<X509Certificate> chain, PrivateKey key) {
  /** A kind of key that is not here is not tried, and the server will tell. */
  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

  private static final String TOGETHER =
      " Then put the certificate and key.pem into one file, the certificate first.";

  static ClientCertificate in(SecretFile file) throws GeneralSecurityException {
    PemFile pem = PemFile.read(file);
    List<X509Certificate> chain = pem.certificates();
    X509Certificate own = chain.get(0);
    refuseInvalid(file, own);
    PrivateKey key = key(pem, own.getPublicKey());
    if (!fits(key, own.getPublicKey())) {
      throw notItsKey(file);
    }
    return new ClientCertificate(chain, key);
  }

  private static void refuseInvalid(SecretFile file, X509Certificate certificate) {
    try {
      certificate.checkValidity();
    } catch (CertificateExpiredException expired) {
      throw file.refused(
          "its certificate has expired at " + certificate.getNotAfter().toInstant(),
          "Have it renewed, or look at the clock of this machine.");
    } catch (CertificateNotYetValidException early) {
      throw file.refused(
          "its certificate is valid from " + certificate.getNotBefore().toInstant(),
          "Wait till then, or look at the clock of this machine.");
    }
  }

  private static PrivateKey key(PemFile pem, PublicKey certified) throws GeneralSecurityException {
    SecretFile file = pem.file();
    PemFile.Block block = pem.key();
    if (block == null) {
      throw file.refused("it has no private key", "Put the certificate and its key into one file.");
    }
    if (block.isEncrypted()) {
      throw file.refused(
          "its private key is encrypted, and nobody is there to type a password",
          convert("pkey -in " + file.path()));
    }
    if (!block.label().equals("PRIVATE KEY")) {
      throw file.refused(
          "its key is in the form of " + block + ", and only PKCS#8 is read",
          convert("pkcs8 -topk8 -nocrypt -in " + file.path()));
    }
    try {
      return KeyFactory.getInstance(certified.getAlgorithm())
          .generatePrivate(new PKCS8EncodedKeySpec(pem.bytes(block)));
    } catch (InvalidKeySpecException ofAnotherKind) {
      throw notItsKey(file);
    }
  }

  private static String convert(String command) {
    return "Run (umask 077; openssl " + command + " -out key.pem)." + TOGETHER;
  }

  private static IllegalArgumentException notItsKey(SecretFile file) {
    return file.refused(
        "its private key does not belong to its first certificate",
        "Put the certificate first that was made for this key, then those that signed it.");
  }

  /** The server would only say that it does not take the certificate. */
  private static boolean fits(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
    String algorithm = SIGNATURES.get(certified.getAlgorithm());
    if (algorithm == null) {
      return true;
    }
    byte[] something = "something to sign".getBytes(UTF_8);
    Signature signing = Signature.getInstance(algorithm);
    try {
      signing.initSign(key);
      signing.update(something);
      byte[] signature = signing.sign();
      signing.initVerify(certified);
      signing.update(something);
      return signing.verify(signature);
    } catch (InvalidKeyException | SignatureException ofAnotherKey) {
      return false;
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return chain.get(0).getSubjectX500Principal().toString();
  }
}
