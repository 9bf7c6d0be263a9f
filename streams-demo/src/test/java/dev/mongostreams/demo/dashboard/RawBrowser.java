package dev.mongostreams.demo.dashboard;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Speaks to the dashboard as the page does, but takes in only the frames it is told to. */
final class RawBrowser implements WebSocket.Listener, AutoCloseable {
  private static final String EVERYTHING = "\"collection\": \"\", \"operations\": []";

  private final BlockingQueue<Document> heard = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();
  private final WebSocket socket;
  private @Nullable Document last;

  private RawBrowser(String url, String origin) {
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .header("Origin", origin)
            .buildAsync(URI.create(url.replace("http", "ws") + "live"), this)
            .join();
  }

  static RawBrowser open(String url) {
    return open(url, url.substring(0, url.length() - 1));
  }

  static RawBrowser open(String url, String origin) {
    return new RawBrowser(url, origin);
  }

  RawBrowser hello() {
    return say("{\"kind\": \"hello\", " + EVERYTHING + "}");
  }

  RawBrowser hello(Document seen) {
    return say("{\"kind\": \"hello\", " + EVERYTHING + ", \"seen\": " + seen.toJson() + "}");
  }

  RawBrowser say(String message) {
    socket.sendText(message, true).join();
    return this;
  }

  /** Takes a frame in, without telling. */
  Document frame() throws InterruptedException {
    Document frame = heard.poll(60, TimeUnit.SECONDS);
    if (frame == null) {
      throw new AssertionError("no frame within 60 s");
    }
    last = frame;
    return frame;
  }

  /** Takes frames in, and tells so, until this many rows have come in all. */
  List<String> outputs(int count) throws InterruptedException {
    List<String> outputs = new ArrayList<>();
    while (outputs.size() < count) {
      outputs.addAll(outputs(got(frame())));
    }
    return outputs;
  }

  /** Takes only changes of this kind from now on, and returns those that are there. */
  List<String> choose(String operation) throws InterruptedException {
    say("{\"kind\": \"choose\", \"collection\": \"\", \"operations\": [\"" + operation + "\"]}");
    Document frame = got(frame());
    while (!frame.getBoolean("anew")) {
      frame = got(frame());
    }
    return outputs(frame);
  }

  private static List<String> outputs(Document frame) {
    return frame.getList("rows", Document.class).stream()
        .map(row -> row.getString("output"))
        .toList();
  }

  Document got(Document frame) {
    say("{\"kind\": \"got\", \"frame\": " + frame.get("frame") + "}");
    return frame;
  }

  /** The last frame taken in. */
  Document last() {
    return Objects.requireNonNull(last);
  }

  /** The code the server closed with. */
  int closeCode() throws Exception {
    return closed.get(60, TimeUnit.SECONDS);
  }

  /** How many frames came that have not been taken in. */
  int waiting() {
    return heard.size();
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean end) {
    text.append(part);
    if (end) {
      Document message = Document.parse(BsonDocument.parse(text.toString()).toJson());
      if (!message.containsKey("beat")) {
        heard.add(message);
      }
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.completeExceptionally(error);
  }

  @Override
  public void close() {
    socket.abort();
  }
}
