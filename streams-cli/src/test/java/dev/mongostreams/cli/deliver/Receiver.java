package dev.mongostreams.cli.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;
import org.bson.BsonDocument;

/** Somebody who is posted to, and remembers it. */
public final class Receiver implements AutoCloseable {
  private final List<Post> posts = new CopyOnWriteArrayList<>();
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final Headers more = new Headers();
  private final HttpServer server;
  private volatile ToIntFunction<Post> answer = post -> 204;

  /** What came, and what was said to it. */
  public record Post(String id, String timestamp, String signature, String type, String body) {
    public BsonDocument event() {
      return BsonDocument.parse(body);
    }
  }

  private Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(workers);
    server.createContext("/", this::take);
    server.start();
  }

  public static Receiver open() throws IOException {
    return new Receiver();
  }

  /** Answers so from now on; to a post that is remembered already. */
  public Receiver answering(ToIntFunction<Post> status) {
    answer = status;
    return this;
  }

  /** Adds a header to each answer. */
  public Receiver with(String header, String value) {
    more.set(header, value);
    return this;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook?token=s3cr3t";
  }

  public List<Post> posts() {
    return posts;
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      Headers headers = exchange.getRequestHeaders();
      Post post =
          new Post(
              headers.getFirst("webhook-id"),
              headers.getFirst("webhook-timestamp"),
              headers.getFirst("webhook-signature"),
              headers.getFirst("content-type"),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      posts.add(post);
      exchange.getResponseHeaders().putAll(more);
      exchange.sendResponseHeaders(answer.applyAsInt(post), -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
