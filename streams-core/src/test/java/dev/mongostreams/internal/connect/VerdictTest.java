package dev.mongostreams.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoSocketException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.ServerAddress;
import com.mongodb.connection.ServerConnectionState;
import com.mongodb.connection.ServerDescription;
import com.mongodb.connection.ServerType;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

  private static ServerDescription.Builder server(int port) {
    return ServerDescription.builder()
        .address(new ServerAddress("localhost", port))
        .state(ServerConnectionState.CONNECTED)
        .ok(true);
  }

  private static ServerDescription seen(ServerType type) {
    return server(27017).type(type).setName("rs0").build();
  }

  private static ServerDescription failed(Throwable why) {
    return ServerDescription.builder()
        .address(new ServerAddress("localhost", 27018))
        .state(ServerConnectionState.CONNECTING)
        .exception(why)
        .build();
  }

  private static ServerDescription lost(Exception why) {
    return failed(new MongoSocketOpenException("x", new ServerAddress(), why));
  }

  private static String words(ServerDescription server, @Nullable String set) {
    return Verdict.words(List.of(server), set);
  }

  @ParameterizedTest
  @CsvSource({
    "STANDALONE, is a standalone",
    "REPLICA_SET_GHOST, waits for rs.initiate()",
    "REPLICA_SET_PRIMARY, is primary",
    "REPLICA_SET_SECONDARY, is a secondary",
    "REPLICA_SET_ARBITER, is no primary"
  })
  void saysWhatEachServerIs(ServerType type, String words) {
    assertThat(words(seen(type), null)).isEqualTo("localhost:27017 " + words);
  }

  @Test
  void saysWhenItIsOfAnotherSet() {
    assertThat(words(seen(ServerType.REPLICA_SET_PRIMARY), "rs1"))
        .isEqualTo("localhost:27017 is a member of \"rs0\" where \"rs1\" was asked for");
    assertThat(words(seen(ServerType.REPLICA_SET_PRIMARY), "rs0"))
        .isEqualTo("localhost:27017 is primary");
  }

  @Test
  void saysWhyAServerCannotBeReached() {
    String at = "localhost:27018 ";
    assertThat(words(lost(new ConnectException()), null)).isEqualTo(at + "refuses connections");
    assertThat(words(lost(new UnknownHostException()), null)).isEqualTo(at + "does not resolve");
    assertThat(words(lost(new SSLException("x")), null)).isEqualTo(at + "does not agree on TLS");
    assertThat(words(lost(new SocketTimeoutException()), null)).isEqualTo(at + "does not answer");
    assertThat(
            words(
                failed(
                    new MongoSocketReadTimeoutException(
                        "x", new ServerAddress(), new SocketTimeoutException())),
                null))
        .isEqualTo(at + "does not answer");
    assertThat(words(failed(new MongoSocketException("x", new ServerAddress())), null))
        .isEqualTo(at + "cannot be reached (MongoSocketException)");
    assertThat(words(failed(new IllegalStateException("s3cr3t")), null))
        .isEqualTo(at + "cannot be reached (IllegalStateException)");
  }

  @Test
  void hasAClauseForEachServerInOrder() {
    assertThat(
            Verdict.words(
                List.of(lost(new ConnectException()), seen(ServerType.REPLICA_SET_SECONDARY)),
                "rs0"))
        .isEqualTo("localhost:27017 is a secondary, localhost:27018 refuses connections");
    assertThat(Verdict.words(List.of(), "rs0")).isEqualTo("no server answered");
  }

  @Test
  void findsAStandaloneAndOneThatWaitsToBeInitiated() {
    ServerDescription dead = lost(new ConnectException());

    assertThat(Verdict.standalone(List.of(dead, seen(ServerType.STANDALONE))))
        .isEqualTo("localhost:27017");
    assertThat(Verdict.standalone(List.of(dead))).isNull();
    assertThat(Verdict.uninitiated(List.of(dead, seen(ServerType.REPLICA_SET_GHOST))))
        .isEqualTo("localhost:27017");
    assertThat(Verdict.uninitiated(List.of(dead))).isNull();
  }

  @Test
  void distrustsWhenNoCertificateIsTrusted() {
    SSLHandshakeException expired = new SSLHandshakeException("x");
    expired.initCause(new CertificateExpiredException("x"));
    ServerDescription distrusted = lost(expired);
    ServerDescription refused = lost(new ConnectException());

    assertThat(Verdict.distrusted(List.of())).as("nobody has answered yet").isFalse();
    assertThat(Verdict.distrusted(List.of(distrusted))).isTrue();
    assertThat(Verdict.distrusted(List.of(distrusted, refused))).isFalse();
    assertThat(Verdict.distrusted(List.of(lost(new SSLException("x"))))).isFalse();
    assertThat(Verdict.withoutTls(List.of(refused, distrusted)))
        .isSameAs(distrusted.getException());
    assertThat(Verdict.withoutTls(List.of(refused, seen(ServerType.STANDALONE)))).isNull();
  }

  @Test
  void hopesAsLongAsOneServerMayYetCome() {
    ServerDescription refused = lost(new ConnectException());
    ServerDescription unknown = lost(new UnknownHostException());
    ServerDescription silent = lost(new SocketTimeoutException());

    assertThat(Verdict.hopeless(List.of(), "rs0")).as("nobody has answered yet").isFalse();
    assertThat(Verdict.hopeless(List.of(refused, unknown), "rs0")).isTrue();
    assertThat(Verdict.hopeless(List.of(seen(ServerType.REPLICA_SET_GHOST)), "rs0")).isTrue();
    assertThat(Verdict.hopeless(List.of(refused, silent), "rs0")).isFalse();
    assertThat(Verdict.hopeless(List.of(refused, seen(ServerType.REPLICA_SET_SECONDARY)), "rs0"))
        .isFalse();
  }
}
