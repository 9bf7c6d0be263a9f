package dev.mongostreams.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoSocketWriteException;
import com.mongodb.ServerAddress;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What real servers make Java throw is in the command line's tests of TLS. */
class TlsFailureTest {
  private static final ServerAddress WHERE = new ServerAddress("localhost", 27018);

  static Stream<Arguments> isKnownByTheTypesOfItsCauses() {
    return Stream.of(
        arguments(path(new CertificateExpiredException("x")), TlsFailure.EXPIRED),
        arguments(path(new CertificateNotYetValidException("x")), TlsFailure.NOT_YET_VALID),
        arguments(new CertPathBuilderException("x"), TlsFailure.UNTRUSTED),
        arguments(path(new IllegalStateException("x")), TlsFailure.UNTRUSTED),
        arguments(new CertificateException("x"), TlsFailure.OTHER_NAME),
        arguments(new CertificateParsingException("x"), TlsFailure.NOT_ACCEPTED),
        arguments(new CertificateException(new IOException("x")), TlsFailure.NOT_ACCEPTED),
        arguments(failed(BasicReason.ALGORITHM_CONSTRAINED), TlsFailure.NOT_ACCEPTED),
        arguments(failed(BasicReason.REVOKED), TlsFailure.NOT_ACCEPTED),
        arguments(failed(BasicReason.INVALID_SIGNATURE), TlsFailure.UNTRUSTED),
        arguments(new EOFException("x"), TlsFailure.DISAGREED));
  }

  private static Throwable failed(BasicReason reason) {
    return new CertificateException(new CertPathValidatorException("x", null, null, -1, reason));
  }

  private static Throwable path(Throwable cause) {
    return new CertificateException(new CertPathValidatorException("x", cause));
  }

  @ParameterizedTest
  @MethodSource
  void isKnownByTheTypesOfItsCauses(Throwable cause, TlsFailure failure) {
    SSLHandshakeException handshake = new SSLHandshakeException("x");
    handshake.initCause(cause);

    assertThat(TlsFailure.of(sending(handshake))).isEqualTo(failure);
  }

  private static MongoSocketWriteException sending(Throwable cause) {
    return new MongoSocketWriteException("x", WHERE, cause);
  }

  @Test
  void otherEndsOfATlsConnectionAreADisagreement() {
    assertThat(TlsFailure.of(sending(new SSLException("x")))).isEqualTo(TlsFailure.DISAGREED);
  }

  @Test
  void anEndWithoutAnAnswerMayBeOne() {
    assertThat(TlsFailure.of(new MongoSocketReadException("x", WHERE)))
        .isEqualTo(TlsFailure.CLOSED);
  }

  @Test
  void otherFailuresAreNone() {
    assertThat(TlsFailure.of(null)).isNull();
    assertThat(TlsFailure.of(sending(new EOFException("x")))).isNull();
    assertThat(
            TlsFailure.of(
                new MongoSocketReadTimeoutException("x", WHERE, new SocketTimeoutException())))
        .isNull();
    assertThat(TlsFailure.of(new IllegalStateException(new SSLException("x")))).isNull();
  }

  @Test
  void onlyCertificatesAreBeyondHope() {
    assertThat(Stream.of(TlsFailure.values()).filter(TlsFailure::isOfTheCertificate))
        .containsExactly(
            TlsFailure.EXPIRED,
            TlsFailure.NOT_YET_VALID,
            TlsFailure.UNTRUSTED,
            TlsFailure.OTHER_NAME,
            TlsFailure.NOT_ACCEPTED);
  }
}
