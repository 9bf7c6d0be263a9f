package dev.mongostreams.testkit.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.testkit.way.PassedOver;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
final class EngineTest {
  @TempDir Path folder;
  private ServerSocketChannel listener;
  private Engine engine;

  @BeforeEach
  void listen() throws IOException {
    Path socket = folder.resolve("s");
    listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listener.bind(UnixDomainSocketAddress.of(socket));
    engine = new Engine("unix://" + socket);
  }

  @AfterEach
  void end() throws IOException {
    listener.close();
  }

  @Test
  void knowsWhichImagesItHas() throws Exception {
    answer("HTTP/1.0 200 OK\r\nA: b\r\n\r\n{}");
    assertThat(engine.has("mongo:8")).isTrue();
    answer("HTTP/1.0 404 Not Found\r\nA: b\r\n\r\n{\"message\":\"no such image\"}");
    assertThat(engine.has("mongo:8")).isFalse();
  }

  @Test
  void saysWhyItCannotGetAnImage() {
    answer("HTTP/1.0 500 Oops\r\nA: b\r\n\r\n{\"message\":\"no route to host\"}\n");
    assertThatThrownBy(() -> engine.requireRegistryOf("mongo:8"))
        .isInstanceOf(PassedOver.class)
        .hasMessage(
            "image mongo:8 is not on the engine, which cannot get it: 500 no route to host");
  }

  @Test
  void isGivenUpAfterThreeSecondsOfSilence() {
    assertThatThrownBy(() -> engine.has("mongo:8"))
        .isInstanceOf(PassedOver.class)
        .hasMessage("asking the engine at %s did not end within 3 s", engine.host());
  }

  @Test
  void isRefusedOnAnotherMachine() {
    assertThatThrownBy(() -> new Engine("tcp://192.0.2.1:2375").has("mongo:8"))
        .isInstanceOf(PassedOver.class)
        .hasMessage("DOCKER_HOST=tcp://192.0.2.1:2375 is not an engine of this machine");
  }

  private void answer(String reply) {
    Thread thread =
        new Thread(
            () -> {
              try (SocketChannel client = listener.accept()) {
                client.read(ByteBuffer.allocate(1024));
                client.write(ByteBuffer.wrap(reply.getBytes(StandardCharsets.UTF_8)));
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
