package dev.mongostreams.tests.watcher.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.failure.ConnectFailedException;
import dev.mongostreams.failure.NotAllowedException;
import dev.mongostreams.failure.NotReplicaSetException;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import dev.mongostreams.testkit.local.Standalone;
import dev.mongostreams.testkit.way.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Servers that cannot be used: what is said, how soon, and that no password is said. */
@ExtendWith(Rs0Extension.class)
final class ConnectIT {
  private static final String PASSWORD = "s3cret-pa55";
  private static final Duration SOON = Duration.ofSeconds(5);

  @Test
  void aServerIsAskedWhoItIs(ReplicaSet rs0) {
    try (ChangeStreams streams = ChangeStreams.connect(rs0.uri("aidb"))) {
      assertThat(streams.server().setName()).isEqualTo("rs0");
      assertThat(streams.server().version()).isEqualTo(rs0.version());
    }
  }

  @Test
  void aHostThatDoesNotExist() { // 16
    assertFails(
        "no-such-host.invalid:27017",
        "?replicaSet=rs0",
        ConnectFailedException.class,
        "Cannot connect to no-such-host.invalid:27017: no-such-host.invalid:27017 does not resolve."
            + " Start MongoDB there, or correct host, port and replicaSet of the connection string.",
        SOON);
  }

  @Test
  void aPortThatRefuses() { // 16
    String host = "127.0.0.1:" + FreePort.next();

    assertFails(
        host,
        "?replicaSet=rs0",
        ConnectFailedException.class,
        "Cannot connect to "
            + host
            + ": "
            + host
            + " refuses connections. Start MongoDB there, or correct host, port and replicaSet of"
            + " the connection string.",
        SOON);
  }

  @Test
  void aClientWhoseServerRefuses() {
    String host = "127.0.0.1:" + FreePort.next();
    try (MongoClient client = MongoClients.create("mongodb://" + host + "/?replicaSet=rs0")) {
      assertThatThrownBy(() -> ChangeStreams.of(client, "aidb"))
          .isInstanceOf(ConnectFailedException.class)
          .hasMessage(
              "Cannot connect to "
                  + host
                  + ": "
                  + host
                  + " refuses connections. Start MongoDB there, or correct host, port and replicaSet"
                  + " of the connection string.");
    }
  }

  @Test
  void aHostThatAcceptsAndNeverAnswers() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String host = "127.0.0.1:" + silent.getLocalPort();
      long begin = System.nanoTime();

      assertThatThrownBy(
              () ->
                  ChangeStreams.builder("mongodb://" + host + "/aidb?replicaSet=rs0")
                      .connectTimeout(Duration.ofSeconds(1))
                      .connect())
          .isInstanceOf(ConnectFailedException.class)
          .hasMessage(
              "Cannot connect to "
                  + host
                  + ": no server answered. Start MongoDB there, or correct host, port and replicaSet"
                  + " of the connection string.");

      assertThat(since(begin)).isBetween(Duration.ofMillis(900), Duration.ofSeconds(3));
    }
  }

  @Test
  void aStandalone() { // 17
    try (Standalone standalone = Standalone.start()) {
      String host = host(standalone);
      String message =
          "Cannot connect to "
              + host
              + ": it is a standalone, and only replica sets keep the history that change streams"
              + " read. Start mongod with --replSet rs0 and run rs.initiate() once in mongosh.";

      for (String options : List.of("", "?replicaSet=rs0", "?directConnection=true")) {
        assertThatThrownBy(() -> ChangeStreams.connect("mongodb://" + host + "/aidb" + options))
            .as(options)
            .isInstanceOf(NotReplicaSetException.class)
            .hasMessage(message);
      }
      try (MongoClient client = MongoClients.create("mongodb://" + host + "/")) {
        assertThatThrownBy(() -> ChangeStreams.of(client, "aidb"))
            .isInstanceOf(NotReplicaSetException.class)
            .hasMessage(message);
      }
    }
  }

  @Test
  void aMemberThatWasNeverInitiated() {
    try (Standalone lonely = Standalone.uninitiated()) {
      String host = host(lonely);
      long begin = System.nanoTime();

      assertThatThrownBy(() -> ChangeStreams.connect("mongodb://" + host + "/aidb?replicaSet=rs0"))
          .isInstanceOf(NotReplicaSetException.class)
          .hasMessage(
              "Cannot connect to "
                  + host
                  + ": it was started as a member of a replica set that was never initiated. Run"
                  + " rs.initiate() once in mongosh on that server.");
      assertThat(since(begin)).isLessThan(SOON);
    }
  }

  @Test
  void anotherSetThanTheOneAskedFor(ReplicaSet rs0) {
    String host = rs0.uri().replaceAll("mongodb://|/.*", "");
    String address = host.replaceAll(",.*", "");

    assertFails(
        address,
        "?replicaSet=rs1",
        ConnectFailedException.class,
        "Cannot connect to "
            + address
            + ": "
            + address
            + " is a member of \"rs0\" where \"rs1\" was asked for. Start MongoDB there, or correct"
            + " host, port and replicaSet of the connection string.",
        SOON);
  }

  @Test
  void credentialsThatAreWrong(ReplicaSet rs0) { // 16
    String host = rs0.uri().replaceAll("mongodb://|/.*", "");

    assertFails(
        host,
        "?replicaSet=rs0&authSource=admin",
        NotAllowedException.class,
        "Cannot connect to "
            + host
            + ": the server refuses the credentials. Check user name, password and authSource of the"
            + " connection string; with X.509, that $external has a"
            + " user named as the certificate's subject.",
        SOON);
  }

  @Test
  void aConnectionStringThatIsNone() { // 16
    assertThatThrownBy(() -> ChangeStreams.connect("mongodb://ann:" + PASSWORD + "@/@:x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot read the connection string: it must look like"
                + " mongodb://host:27017/database?replicaSet=rs0, with special characters of user"
                + " and password percent-encoded.")
        .hasNoCause();
  }

  private static void assertFails(
      String host, String options, Class<?> kind, String message, Duration limit) {
    long begin = System.nanoTime();

    assertThatThrownBy(
            () ->
                ChangeStreams.connect("mongodb://ann:" + PASSWORD + "@" + host + "/aidb" + options))
        .isInstanceOf(kind)
        .hasMessage(message)
        .satisfies(thrown -> assertThat(texts(thrown)).noneMatch(text -> text.contains(PASSWORD)));
    assertThat(since(begin)).isLessThan(limit);
  }

  private static List<String> texts(Throwable thrown) {
    List<String> texts = new ArrayList<>();
    for (Throwable part = thrown; part != null; part = part.getCause()) {
      texts.add(part.toString());
    }
    return texts;
  }

  private static String host(Standalone standalone) {
    return standalone.uri().replaceAll("mongodb://|/.*", "");
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
