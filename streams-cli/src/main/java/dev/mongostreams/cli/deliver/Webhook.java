package dev.mongostreams.cli.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeHandler;
import dev.mongostreams.ResumeToken;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.cli.connect.Target;
import dev.mongostreams.cli.output.EventFormat;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts each change to a URL, with an id that is the same whenever the change comes again. It is
 * handled when the receiver has answered 2xx. Usable by several threads.
 */
final class Webhook implements Delivery, ChangeHandler {
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);
  private static final int ID_BYTES = 16;
  private static final String KEPT_ALIVE = "jdk.httpclient.keepalive.timeout";

  static {
    // Java 17 keeps an idle connection for 20 minutes, and what stands before a receiver does not.
    System.setProperty(KEPT_ALIVE, System.getProperty(KEPT_ALIVE, "30"));
  }

  private final WebhookUrl url;
  private final SigningKeys keys;
  private final Duration limit;
  private final InstantSource clock;
  private final Rest rest;
  private final HttpClient client;
  private volatile boolean answered;

  /**
   * Makes one that has not posted anything.
   *
   * @param limit of one post, from connecting to the end of the answer
   */
  Webhook(WebhookUrl url, SigningKeys keys, Duration limit, InstantSource clock) {
    this.url = url;
    this.keys = keys;
    this.limit = limit;
    this.clock = clock;
    this.rest = new Rest(clock);
    this.client =
        HttpClient.newBuilder()
            // What else is offered on a plain connection is a way to HTTP/2 that receivers trip
            // over.
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limit.compareTo(LONGEST_CONNECT) < 0 ? limit : LONGEST_CONNECT)
            .build();
  }

  @Override
  public void takeFrom(WatcherBuilder watcher) {
    watcher.onChange(this);
  }

  @Override
  public void onChange(ChangeEvent change) throws InterruptedException {
    rest.during(url.origin(), () -> post(change));
  }

  private void post(ChangeEvent change) throws InterruptedException {
    HttpResponse<?> answer = answer(request(change));
    answered = true;
    int status = answer.statusCode();
    if (Answers.isLater(status)) {
      answer.headers().firstValue("retry-after").ifPresent(rest::asked);
    }
    Answers.check(url.origin(), status);
  }

  private HttpRequest request(ChangeEvent change) {
    byte[] body = EventFormat.json(change).getBytes(UTF_8);
    String id = id(change.token());
    long seconds = clock.instant().getEpochSecond();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.uri())
            .POST(BodyPublishers.ofByteArray(body))
            .header("content-type", "application/json")
            .header("user-agent", Target.application())
            .header("webhook-id", id)
            .header("webhook-timestamp", Long.toString(seconds));
    if (keys.sign()) {
      request.header("webhook-signature", keys.signature(id, seconds, body));
    }
    return request.build();
  }

  /** Made of the token alone: a change that comes again, in another process too, has the same. */
  static String id(ResumeToken token) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(token.document().toJson().getBytes(UTF_8));
      return "msg_" + HexFormat.of().formatHex(Arrays.copyOf(digest, ID_BYTES));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Each JDK has SHA-256.", impossible);
    }
  }

  /** Within the limit as a whole: the client's own ends with the head of an answer. */
  private HttpResponse<?> answer(HttpRequest request) throws InterruptedException {
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request, BodyHandlers.discarding());
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw new Undelivered.Later(
          url.origin(), "it has not answered within " + limit.toMillis() + " ms", late);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof IOException lost) {
        throw Unanswered.of(url.origin(), lost, answered);
      }
      throw new IllegalStateException("The HTTP client has failed.", failure.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  @Override
  public void close() {
    // The client ends with the process; what is under way is answered, or comes again.
  }
}
