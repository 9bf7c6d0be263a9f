package dev.mongostreams.cli.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/** What a port of this machine answers. */
public record Answer(int status, String body) {
  private static final int LIMIT_MS = 30_000;

  /** Asks for a path. */
  public static Answer of(int port, String path) throws IOException {
    return to("GET", port, path);
  }

  static Answer to(String method, int port, String path) throws IOException {
    HttpURLConnection asked =
        (HttpURLConnection) URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
    asked.setRequestMethod(method);
    asked.setConnectTimeout(LIMIT_MS);
    asked.setReadTimeout(LIMIT_MS);
    int status = asked.getResponseCode();
    try (InputStream body = status < 400 ? asked.getInputStream() : asked.getErrorStream()) {
      return new Answer(status, body == null ? "" : new String(body.readAllBytes(), UTF_8));
    }
  }
}
