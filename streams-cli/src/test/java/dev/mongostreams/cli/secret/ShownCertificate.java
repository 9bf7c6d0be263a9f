package dev.mongostreams.cli.secret;

import java.io.IOException;
import java.net.InetAddress;
import java.security.KeyStore;
import java.util.Collections;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * Shows a certificate to whoever connects, and says nothing else: mongod does not start with one
 * that has expired. Ends when it is closed.
 */
public final class ShownCertificate implements AutoCloseable {
  private final SSLServerSocket socket;

  private ShownCertificate(SSLServerSocket socket) {
    this.socket = socket;
  }

  /** Shows a certificate that an authority has signed, at a port of its own. */
  public static ShownCertificate of(Authority authority, String name) throws Exception {
    KeyStore store = authority.store();
    for (String other : Collections.list(store.aliases())) {
      if (!other.equals(name)) {
        store.deleteEntry(other);
      }
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, authority.password());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    ShownCertificate shown =
        new ShownCertificate(
            (SSLServerSocket)
                context
                    .getServerSocketFactory()
                    .createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    Thread thread = new Thread(shown::show, "shown-certificate");
    thread.setDaemon(true);
    thread.start();
    return shown;
  }

  /** Where it is. */
  public String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  private void show() {
    while (!socket.isClosed()) {
      try (SSLSocket client = (SSLSocket) socket.accept()) {
        client.startHandshake();
      } catch (IOException endedByEitherSide) {
        // The next one may look as well.
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
