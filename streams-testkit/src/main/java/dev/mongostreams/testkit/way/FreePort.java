package dev.mongostreams.testkit.way;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports nobody listens on. Another process may take one before it is used: starts are retried. */
public final class FreePort {
  private FreePort() {}

  /**
   * Asks the system for a free port of the loopback address.
   *
   * @return a port number
   */
  public static int next() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
