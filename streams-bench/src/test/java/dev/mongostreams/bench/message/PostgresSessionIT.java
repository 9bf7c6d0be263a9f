package dev.mongostreams.bench.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.testkit.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

// Who reads from a socket is not interrupted by a limit in its own thread.
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class PostgresSessionIT {
  private static PostgresServer server;

  @BeforeAll
  static void start() {
    server = PostgresServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void handsOverEachNotificationInOrder() throws IOException {
    List<String> heard = new ArrayList<>();
    try (PostgresSession listener = PostgresSession.open(server.freshSchema(), heard::add);
        PostgresSession sender = PostgresSession.open(server.url(), heard::add)) {
      listener.ask("LISTEN told");
      sender.ask("NOTIFY other, 'nobody listens'");
      sender.ask("NOTIFY told, '1'; NOTIFY told, '2é'");
      while (heard.size() < 2) {
        listener.next();
      }

      assertThat(heard).containsExactly("1", "2é");
    }
  }

  @Test
  void handsOverWhatComesWhileItAsks() throws IOException {
    List<String> heard = new ArrayList<>();
    try (PostgresSession session = PostgresSession.open(server.url(), heard::add)) {
      session.ask("LISTEN own");
      session.ask("NOTIFY own, 'mine'");
      session.ask("SELECT 1");

      assertThat(heard).containsExactly("mine");
    }
  }

  @Test
  void saysWhatTheServerRefuses() throws IOException {
    try (PostgresSession session = PostgresSession.open(server.url(), any -> {})) {
      assertThatThrownBy(() -> session.ask("LISTEN"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("PostgreSQL refused: syntax error at end of input");
    }
  }

  @Test
  void aUserWhomNobodyKnowsHasNoSession() {
    String url = server.url().replace("user=postgres", "user=nobody");

    assertThatThrownBy(() -> PostgresSession.open(url, any -> {}))
        .hasMessage("PostgreSQL refused: role \"nobody\" does not exist");
  }

  @Test
  void aServerThatAsksForAPasswordIsNotListenedTo() throws IOException {
    byte[] askingForAPassword = {'R', 0, 0, 0, 8, 0, 0, 0, 3};
    try (ServerSocket asking = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> asked =
          CompletableFuture.runAsync(
              () -> {
                try (Socket session = asking.accept()) {
                  session.getOutputStream().write(askingForAPassword);
                  session.getInputStream().readAllBytes();
                } catch (IOException failure) {
                  throw new UncheckedIOException(failure);
                }
              });
      String url = "jdbc:postgresql://127.0.0.1:" + asking.getLocalPort() + "/postgres?user=one";

      assertThatThrownBy(() -> PostgresSession.open(url, any -> {}))
          .hasMessage(
              "Cannot listen to PostgreSQL: it asks for authentication 3, and only a server that"
                  + " trusts its users is listened to. Set trust for this address in its"
                  + " pg_hba.conf.");
      // Its socket is closed, or this would not end.
      asked.join();
    }
  }
}
