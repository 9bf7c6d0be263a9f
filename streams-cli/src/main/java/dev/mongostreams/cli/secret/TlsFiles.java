package dev.mongostreams.cli.secret;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Makes of files in PEM what TLS needs in Java. */
public final class TlsFiles {
  /** The store is in memory alone, and never written. */
  private static final char[] NO_PASSWORD = {};

  private TlsFiles() {}

  /**
   * Reads them.
   *
   * @param authorities whose certificates are trusted; null for those that Java trusts
   * @param certificate what a server is shown, with its private key; null for nothing
   * @return for connections of this process
   * @throws IllegalArgumentException when a file is of no use
   */
  public static SSLContext context(
      @Nullable SecretFile authorities, @Nullable SecretFile certificate) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          certificate == null ? null : keys(certificate),
          authorities == null ? null : trusted(authorities),
          null);
      return context;
    } catch (GeneralSecurityException | IOException lacking) {
      throw new IllegalStateException("This Java lacks what TLS needs", lacking);
    }
  }

  private static TrustManager[] trusted(SecretFile authorities)
      throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    int count = 0;
    for (X509Certificate certificate : PemFile.read(authorities).certificates()) {
      store.setCertificateEntry("authority-" + count++, certificate);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyManager[] keys(SecretFile file) throws GeneralSecurityException, IOException {
    ClientCertificate certificate = ClientCertificate.in(file);
    KeyStore store = empty();
    try {
      store.setKeyEntry(
          "client",
          certificate.key(),
          NO_PASSWORD,
          certificate.chain().toArray(X509Certificate[]::new));
    } catch (KeyStoreException broken) {
      throw file.refused(
          "its certificates are no chain",
          "Put the client's own first, and behind each the one that signed it.");
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
