package dev.mongostreams.testkit.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * A TCP proxy on the loopback address whose connections can be cut or silenced. It starts passing
 * everything on. Its methods may be called from any thread. Close it to free the port; the threads
 * are daemons.
 */
public final class FaultProxy implements AutoCloseable {
  private static final int CONNECT_LIMIT_MS = 2_000;
  private static final int BACKLOG = 128;

  private final ServerSocket listener;
  private final InetSocketAddress target;
  private final Gate gate = new Gate();
  private final Scissors scissors = new Scissors();
  private final Set<Link> links = ConcurrentHashMap.newKeySet();

  private FaultProxy(ServerSocket listener, InetSocketAddress target) {
    this.listener = listener;
    this.target = target;
  }

  /**
   * Starts a proxy on a free port.
   *
   * @param host the server's host
   * @param port the server's port
   * @return a proxy that passes everything on
   */
  public static FaultProxy to(String host, int port) {
    return listening(0, host, port);
  }

  /**
   * Starts a proxy on a given port.
   *
   * @param listenPort the port to listen on, 0 for any that is free
   * @param host the server's host
   * @param port the server's port
   * @return a proxy that passes everything on
   */
  public static FaultProxy listening(int listenPort, String host, int port) {
    try {
      ServerSocket listener =
          new ServerSocket(
              listenPort, BACKLOG, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
      FaultProxy proxy = new FaultProxy(listener, new InetSocketAddress(host, port));
      Link.daemon("fault-proxy-accept", proxy::acceptAll);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the port clients connect to.
   *
   * @return a port of 127.0.0.1
   */
  public int port() {
    return listener.getLocalPort();
  }

  /** Resets every open connection, on both sides. New ones pass. */
  public void cut() {
    links.forEach(Link::reset);
  }

  /**
   * Silences every connection, open and new: both sides stay connected and hear nothing more. What
   * is sent meanwhile is held back, as the network does with what it sends again.
   */
  public void blackHole() {
    gate.shut();
  }

  /**
   * Cuts the next large reply of the server in its middle: the client gets a part of it and then a
   * reset.
   *
   * @return tells whether that has happened
   */
  public BooleanSupplier cutReply() {
    scissors.open();
    return scissors::hasCut;
  }

  /** Ends a black hole: what was held back is delivered, in order. */
  public void restore() {
    gate.open();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      cut();
      gate.open();
    }
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Link.daemon("fault-proxy-connect", () -> connect(client));
      } catch (IOException closed) {
        // Either the proxy is being closed, which ends the loop, or a client gave up.
      }
    }
  }

  private void connect(Socket client) {
    Socket server = new Socket();
    Link link = new Link(client, server, gate, scissors, links::remove);
    links.add(link);
    try {
      gate.pass();
      server.connect(target, CONNECT_LIMIT_MS);
      link.start();
    } catch (IOException | InterruptedException unreachable) {
      link.reset();
    }
    if (listener.isClosed()) {
      link.reset();
    }
  }
}
