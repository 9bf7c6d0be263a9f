package dev.mongostreams.cli.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mongostreams.Watcher;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Answers over HTTP how a watcher is. Begins before there is a watcher, so that a program that
 * still connects is alive, and not ready.
 */
public final class StatusServer implements AutoCloseable {
  private static final String TEXT = "text/plain; charset=utf-8";

  /** A client that stalls holds one of them. */
  private static final int THREADS = 2;

  private static final String LONGEST_SECONDS = "10";

  private final HttpServer server;
  private final ExecutorService threads;
  private final PrometheusPage prometheus = new PrometheusPage();
  private volatile @Nullable Watcher watcher;

  /**
   * An answer.
   *
   * @param status of HTTP
   * @param type of the body
   * @param body its text
   */
  private record Reply(int status, String type, String body) {}

  private StatusServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Takes a port and answers on it.
   *
   * @throws PortTakenException when it cannot be had
   * @throws IllegalArgumentException when there is no such port
   */
  static StatusServer open(String host, int port) {
    for (String limit : new String[] {"maxReqTime", "maxRspTime"}) {
      String name = "sun.net.httpserver." + limit;
      System.setProperty(name, System.getProperty(name, LONGEST_SECONDS));
    }
    HttpServer server = bound(host, port);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS, StatusServer::daemon);
    StatusServer status = new StatusServer(server, threads);
    server.setExecutor(threads);
    server.createContext("/", status::answer);
    server.start();
    return status;
  }

  private static HttpServer bound(String host, int port) {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getAllByName(host)[0], port), 0);
    } catch (IOException taken) {
      throw new PortTakenException(
          "Cannot listen on "
              + host
              + ":"
              + port
              + ": "
              + taken.getMessage()
              + ". Give another --metrics-port, or end the program that has it.",
          taken);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "streams-metrics");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Tells about this watcher from now on.
   *
   * @param started the only one
   */
  public void watch(Watcher started) {
    prometheus.watch(started);
    watcher = started;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean head = exchange.getRequestMethod().equals("HEAD");
      Reply reply =
          head || exchange.getRequestMethod().equals("GET")
              ? reply(exchange.getRequestURI().getPath())
              : new Reply(405, TEXT, "ask with GET\n");
      byte[] body = reply.body().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", reply.type());
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.sendResponseHeaders(reply.status(), head || body.length == 0 ? -1 : body.length);
      if (!head && body.length > 0) {
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(body);
        }
      }
    }
  }

  private Reply reply(String path) {
    Watcher asked = watcher;
    return switch (path) {
      case "/metrics" -> new Reply(200, PrometheusPage.TYPE, prometheus.text());
      case "/healthz" -> new Reply(200, TEXT, "alive\n");
      case "/readyz" -> {
        String hindrance = Readiness.hindrance(asked == null ? null : asked.stats());
        yield hindrance == null
            ? new Reply(200, TEXT, "ready\n")
            : new Reply(503, TEXT, hindrance + "\n");
      }
      case "/stats" ->
          asked == null
              ? new Reply(503, TEXT, Readiness.hindrance(null) + "\n")
              : new Reply(200, "application/json", StatsPage.of(asked) + "\n");
      default -> new Reply(404, TEXT, "there are /metrics, /healthz, /readyz and /stats\n");
    };
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    prometheus.close();
  }
}
