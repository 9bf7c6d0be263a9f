package dev.mongostreams.internal.connect;

import com.mongodb.MongoSocketException;
import com.mongodb.MongoSocketReadException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a server and this client did not come to talk over TLS, by the type of what was thrown. */
enum TlsFailure {
  EXPIRED(
      "shows a certificate that has expired",
      "Renew the server's certificate, and look at the clock of this machine."),
  NOT_YET_VALID(
      "shows a certificate that is not valid yet",
      "Look at the clocks of this machine and of the one that made the certificate."),
  UNTRUSTED(
      "shows a certificate that no authority trusted here has signed",
      "Name that authority's certificate: --tls-ca-file of the command line, an SSLContext by"
          + " ChangeStreams.Builder.settings, or the JVM's javax.net.ssl.trustStore."),
  OTHER_NAME(
      "shows a certificate for another host name",
      "Connect by a name that the certificate has, which the members of the set must be configured"
          + " with as well, or have one made for this name."),
  NOT_ACCEPTED(
      "shows a certificate that Java does not accept",
      "Look at its usage, which must allow a server, at its key and its algorithms, and whether it was"
          + " revoked; the cause of this error, which streams -v prints, has Java's reason."),
  DISAGREED(
      "does not agree on TLS",
      "Look at the server's log: it may have no TLS, speak another version of it, or not take the"
          + " certificate of this client."),
  CLOSED(
      "closes the connection without an answer",
      "Look at the server's log: if it wants TLS, write tls=true into the connection string; if it"
          + " wants a certificate of each client, give one.");

  /** What Java may hold against a certificate whose authority it trusts. */
  private static final Set<CertPathValidatorException.Reason> NOT_OF_THE_AUTHORITY =
      Set.of(BasicReason.ALGORITHM_CONSTRAINED, BasicReason.REVOKED);

  private final String words;
  private final String cure;

  TlsFailure(String words, String cure) {
    this.words = words;
    this.cure = cure;
  }

  /** What the server does. */
  String words() {
    return words;
  }

  /** What to do, full sentences. */
  String cure() {
    return cure;
  }

  /** True when the server is there, and its certificate is what keeps us from talking to it. */
  boolean isOfTheCertificate() {
    return this != DISAGREED && this != CLOSED;
  }

  /** Finds out which one it is; null when TLS is not what failed. */
  static @Nullable TlsFailure of(@Nullable Throwable failure) {
    if (!(failure instanceof MongoSocketException)) {
      return null;
    }
    if (failure.getCause() instanceof SSLException tls) {
      return ofHandshake(tls);
    }
    return failure instanceof MongoSocketReadException && failure.getCause() == null
        ? CLOSED
        : null;
  }

  /** An expired certificate is also one whose path is not valid, so the order matters. */
  private static TlsFailure ofHandshake(SSLException tls) {
    if (has(tls, CertificateExpiredException.class)) {
      return EXPIRED;
    }
    if (has(tls, CertificateNotYetValidException.class)) {
      return NOT_YET_VALID;
    }
    CertPathValidatorException path = find(tls, CertPathValidatorException.class);
    if (path != null && NOT_OF_THE_AUTHORITY.contains(path.getReason())) {
      return NOT_ACCEPTED;
    }
    if (path != null || has(tls, CertPathBuilderException.class)) {
      return UNTRUSTED;
    }
    CertificateException other = find(tls, CertificateException.class);
    if (other == null) {
      return DISAGREED;
    }
    // Java has no type of its own for a name, and one for whatever else it looks at.
    boolean plain = other.getClass() == CertificateException.class && other.getCause() == null;
    return plain ? OTHER_NAME : NOT_ACCEPTED;
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> type) {
    return find(failure, type) != null;
  }

  private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }
}
