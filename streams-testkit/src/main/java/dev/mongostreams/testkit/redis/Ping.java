package dev.mongostreams.testkit.redis;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Asks a Redis whether it takes commands, without a client. */
final class Ping {
  private static final int LIMIT_MS = 1_000;
  private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PONG = "+PONG".getBytes(StandardCharsets.US_ASCII);

  private Ping() {}

  /** False when nobody listens, and while it still reads its files. */
  static boolean answered(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(LIMIT_MS);
      socket.connect(new InetSocketAddress(host, port), LIMIT_MS);
      socket.getOutputStream().write(PING);
      return Arrays.equals(socket.getInputStream().readNBytes(PONG.length), PONG);
    } catch (IOException silent) {
      return false;
    }
  }
}
