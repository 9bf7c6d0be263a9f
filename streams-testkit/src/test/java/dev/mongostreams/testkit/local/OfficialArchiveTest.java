package dev.mongostreams.testkit.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mongostreams.testkit.way.FreePort;
import dev.mongostreams.testkit.way.PassedOver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere the archives have other forms")
final class OfficialArchiveTest {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  @TempDir Path root;

  @Test
  void takesTheProgramOutOfTheArchiveOfThisPlatform() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext("/", this::serve);
    server.start();
    try {
      URI host = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      Path program = new OfficialArchive(new MongodCache(root, line -> {}), host).binary();
      assertThat(program).startsWith(root).isExecutable();
      assertThat(MongodVersion.of(program)).isEqualTo("8.0.0");
      assertThat(asked).isNotEmpty().allMatch(path -> path.startsWith("/linux/mongodb-linux-"));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void isPassedOverAtOnceWhereItsHostCannotBeReached() {
    URI host = URI.create("http://127.0.0.1:" + FreePort.next());
    assertThatThrownBy(() -> new OfficialArchive(new MongodCache(root, line -> {}), host).binary())
        .isInstanceOf(PassedOver.class)
        .hasMessage("connecting to %s failed: java.net.ConnectException: Connection refused", host);
    assertThat(root).isEmptyDirectory();
  }

  private void serve(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestURI().getPath());
    byte[] archive = archive();
    exchange.sendResponseHeaders(200, archive.length);
    exchange.getResponseBody().write(archive);
    exchange.close();
  }

  private static byte[] archive() throws IOException {
    byte[] program = "#!/bin/sh\necho db version v8.0.0\n".getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      TarArchiveEntry entry = new TarArchiveEntry("mongodb-linux/bin/mongod");
      entry.setSize(program.length);
      entry.setMode(0755);
      tar.putArchiveEntry(entry);
      tar.write(program);
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }
}
