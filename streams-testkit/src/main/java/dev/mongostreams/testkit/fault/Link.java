package dev.mongostreams.testkit.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.function.Consumer;

/** One connection through the proxy: two sockets and a thread for each direction. */
final class Link {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Socket client;
  private final Socket server;
  private final Gate gate;
  private final Scissors scissors;
  private final Consumer<Link> ended;

  Link(Socket client, Socket server, Gate gate, Scissors scissors, Consumer<Link> ended) {
    this.client = client;
    this.server = server;
    this.gate = gate;
    this.scissors = scissors;
    this.ended = ended;
  }

  static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  void start() throws IOException {
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    daemon("fault-proxy-up", () -> pump(client, server));
    daemon("fault-proxy-down", () -> pump(server, client));
  }

  void reset() {
    ended.accept(this);
    abort(client);
    abort(server);
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      int count = in.read(buffer);
      while (count >= 0) {
        gate.pass();
        if (from == server && scissors.cut(count)) {
          out.write(buffer, 0, count / 2);
          return;
        }
        out.write(buffer, 0, count);
        count = in.read(buffer);
      }
      gate.pass();
    } catch (IOException | InterruptedException over) {
      // One side is gone; the other is told below.
    } finally {
      reset();
    }
  }

  // Linger 0 sends a reset: the other side hears of it at once, as with a crashed peer.
  private static void abort(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException closedAlready) {
      // Nothing is left to reset.
    }
    try {
      socket.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
