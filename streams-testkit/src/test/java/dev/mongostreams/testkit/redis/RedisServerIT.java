package dev.mongostreams.testkit.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;

class RedisServerIT {
  @Test
  void answersAgainAtTheSameAddressAfterAKill() throws IOException {
    try (RedisServer server = RedisServer.start()) {
      String uri = server.uri();
      assertThat(asked(server, "SET key value")).isEqualTo("+OK");
      server.kill();
      assertThat(server.running()).isFalse();

      server.restart();

      assertThat(server.uri()).isEqualTo(uri);
      assertThat(asked(server, "EXISTS key")).as("it keeps nothing").isEqualTo(":0");
    }
  }

  @Test
  void keepsOnDiskWhatItIsToldTo() throws IOException {
    try (RedisServer server = RedisServer.start("--appendonly", "yes")) {
      assertThat(asked(server, "SET key value")).isEqualTo("+OK");

      server.restart();

      assertThat(asked(server, "EXISTS key")).isEqualTo(":1");
    }
  }

  @Test
  void endsWhenItIsClosed() {
    RedisServer server = RedisServer.start();

    server.close();
    server.close();

    assertThat(server.running()).isFalse();
  }

  @Test
  void saysWhyItCannotStart() {
    assertThatThrownBy(() -> RedisServer.start("--no-such-setting", "1"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("Cannot start a Redis on port ")
        .hasMessageContaining("no-such-setting");
  }

  private static String asked(RedisServer server, String command) throws IOException {
    URI uri = URI.create(server.uri());
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.getOutputStream().write((command + "\r\n").getBytes(US_ASCII));
      return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))
          .readLine();
    }
  }
}
