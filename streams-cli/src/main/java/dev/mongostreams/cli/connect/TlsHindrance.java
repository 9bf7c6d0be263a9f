package dev.mongostreams.cli.connect;

import com.mongodb.MongoSocketException;
import javax.net.ssl.SSLException;

/** Tells whether it is known that TLS is what keeps this program from a server. */
public final class TlsHindrance {
  private TlsHindrance() {}

  /**
   * Looks at what connecting ended with.
   *
   * @param failure of connecting
   * @return true when a handshake has failed. A server that closes the connection without an answer
   *     may have another reason, so that is none
   */
  public static boolean isIn(Throwable failure) {
    return failure.getCause() instanceof MongoSocketException lost
        && lost.getCause() instanceof SSLException;
  }
}
