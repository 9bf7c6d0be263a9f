package dev.mongostreams.cli.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.cli.output.EventFormat;
import dev.mongostreams.cli.secret.Authority;
import dev.mongostreams.cli.secret.SecretFile;
import dev.mongostreams.cli.secret.ShownCertificate;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WebhookTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir Path dir;

  private Instant now = Instant.parse("2026-11-29T03:00:00Z");

  private Webhook webhook(String url) {
    return new Webhook(WebhookUrl.parse(url), SigningKeys.none(), LIMIT, () -> now);
  }

  @Test
  void postsTheChangeAsJsonWithAnIdOfItsOwn() throws Exception {
    try (Receiver receiver = Receiver.open()) {
      webhook(receiver.url()).onChange(Changes.insert(1));
      webhook(receiver.url()).onChange(Changes.insert(1));
      webhook(receiver.url()).onChange(Changes.insert(2));

      Receiver.Post first = receiver.posts().get(0);
      assertThat(first.body()).isEqualTo(EventFormat.json(Changes.insert(1)));
      assertThat(first.type()).isEqualTo("application/json");
      assertThat(first.timestamp()).isEqualTo("" + now.getEpochSecond());
      assertThat(first.signature()).isNull();
      assertThat(first.id()).matches("msg_[0-9a-f]{32}");
      assertThat(receiver.posts().get(1)).as("posted again").isEqualTo(first);
      assertThat(receiver.posts().get(2).id()).isNotEqualTo(first.id());
    }
  }

  @Test
  void signsWhatItPosts() throws Exception {
    Path file = Files.writeString(dir.resolve("key"), "whsec_" + "A".repeat(32));
    SigningKeys keys = SigningKeys.read(new SecretFile("--webhook-secret-file", file));
    try (Receiver receiver = Receiver.open()) {
      new Webhook(WebhookUrl.parse(receiver.url()), keys, LIMIT, () -> now)
          .onChange(Changes.insert(1));

      Receiver.Post post = receiver.posts().get(0);
      assertThat(post.signature())
          .isEqualTo(
              keys.signature(
                  post.id(), Long.parseLong(post.timestamp()), post.body().getBytes(UTF_8)));
    }
  }

  @ParameterizedTest
  @CsvSource({"401, Useless", "407, Useless", "308, Useless", "422, Refused", "500, Failed"})
  void anAnswerIsTakenForWhatItSaysWhateverItsHeadersLack(int status, String kind)
      throws IOException {
    try (Receiver receiver = Receiver.open().answering(post -> status)) {
      Webhook webhook = webhook(receiver.url());

      assertThatThrownBy(() -> webhook.onChange(Changes.insert(1)))
          .extracting(thrown -> thrown.getClass().getSimpleName())
          .isEqualTo(kind);
    }
  }

  @Test
  void followsNoRedirect() throws Exception {
    try (Receiver other = Receiver.open();
        Receiver receiver = Receiver.open().answering(post -> 307).with("location", other.url())) {
      Webhook webhook = webhook(receiver.url());

      assertThatThrownBy(() -> webhook.onChange(Changes.insert(1)))
          .isInstanceOf(Undelivered.Useless.class)
          .hasMessageNotContaining("s3cr3t");
      assertThat(other.posts()).isEmpty();
    }
  }

  @Test
  void asksNobodyWhoAskedToBeLeftAlone() throws Exception {
    try (Receiver receiver = Receiver.open().answering(post -> 429).with("retry-after", "20")) {
      Webhook webhook = webhook(receiver.url());

      for (int time = 0; time < 3; time++) {
        assertThatThrownBy(() -> webhook.onChange(Changes.insert(1)))
            .isInstanceOf(Undelivered.Later.class);
      }
      assertThat(receiver.posts()).hasSize(1);

      now = now.plusSeconds(20);
      receiver.answering(post -> 200);
      webhook.onChange(Changes.insert(1));
      assertThat(receiver.posts()).hasSize(2);
    }
  }

  @Test
  void aReceiverThatIsNotThereIsAway() throws IOException { // 81
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Webhook webhook = webhook("http://127.0.0.1:" + port + "/s3cr3t");

    assertThatThrownBy(() -> webhook.onChange(Changes.insert(1)))
        .isInstanceOf(Undelivered.Later.class)
        .hasMessageMatching(
            "Cannot deliver changes to http://127\\.0\\.0\\.1:"
                + port
                + ": no answer came \\(ConnectException[A-Za-z, ]*\\)\\. It is tried again until they are"
                + " taken\\.");
  }

  @Test
  void aCertificateThatIsNotTrustedIsOfNoUse() throws Exception {
    Authority authority = Authority.in(Files.createDirectory(dir.resolve("ours")));
    authority.sign("server", "CN=server", "-ext", "san=ip:127.0.0.1");
    try (ShownCertificate receiver = ShownCertificate.of(authority, "server")) {
      Webhook webhook = webhook("https://" + receiver.address() + "/s3cr3t");

      assertThatThrownBy(() -> webhook.onChange(Changes.insert(1)))
          .isInstanceOf(Undelivered.Useless.class)
          .hasMessageStartingWith(
              "Cannot deliver changes to https://"
                  + receiver.address()
                  + ": its certificate is not trusted here (SSLHandshakeException, ")
          .hasMessageEndingWith(
              "). Correct --webhook or the certificate, or start with an authority of your own:"
                  + " JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=FILE. What was not taken comes"
                  + " again.");
    }
  }

  @Test
  void aHandshakeThatIsCutShortIsTriedAgain() throws Exception {
    CompletableFuture<Void> cutting;
    try (ServerSocket receiver = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      cutting = CompletableFuture.runAsync(() -> cut(receiver));
      Webhook webhook = webhook("https://127.0.0.1:" + receiver.getLocalPort());

      assertThatThrownBy(() -> webhook.onChange(Changes.insert(1)))
          .isInstanceOf(Undelivered.Later.class);
    }
    cutting.get(1, TimeUnit.MINUTES);
  }

  /** Closes each connection as soon as it is there. */
  private static void cut(ServerSocket receiver) {
    while (!receiver.isClosed()) {
      try (Socket socket = receiver.accept()) {
        assertThat(socket.getInputStream().read()).as("its greeting begins").isPositive();
      } catch (IOException closed) {
        // The test has seen what it was to see.
      }
    }
  }

  @Test
  void aNameThatNobodyKnowsIsOfNoUse() {
    // Too long for a name, so nobody is asked.
    Webhook webhook = webhook("http://" + "a".repeat(70) + ".invalid/s3cr3t");

    assertThatThrownBy(() -> webhook.onChange(Changes.insert(1)))
        .isInstanceOf(Undelivered.Useless.class)
        .hasMessageContaining(": its name is not known here (")
        .hasMessageContaining("Correct --webhook, or the name servers of this machine")
        .hasMessageNotContaining("s3cr3t");
  }

  @Test
  void aNameThatWasKnownBeforeIsTriedAgain() {
    IOException unknown = new ConnectException();
    unknown.initCause(new UnresolvedAddressException());

    assertThat(Unanswered.of("https://a", unknown, false)).isInstanceOf(Undelivered.Useless.class);
    assertThat(Unanswered.of("https://a", unknown, true)).isInstanceOf(Undelivered.Later.class);
  }

  @Test
  void keepsNoIdleConnectionForLongerThanThoseOnTheWayDo() {
    webhook("https://a.example");

    assertThat(System.getProperty("jdk.httpclient.keepalive.timeout")).isEqualTo("30");
  }

  @Test
  void anAnswerThatDoesNotEndIsNone() throws Exception { // 81
    try (ServerSocket receiver = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Socket> answering = CompletableFuture.supplyAsync(() -> begun(receiver));
      Webhook webhook =
          new Webhook(
              WebhookUrl.parse("http://127.0.0.1:" + receiver.getLocalPort()),
              SigningKeys.none(),
              Duration.ofMillis(500),
              () -> now);

      assertThatThrownBy(() -> webhook.onChange(Changes.insert(1)))
          .isInstanceOf(Undelivered.Later.class)
          .hasMessageContaining("it has not answered within 500 ms");
      answering.get().close();
    }
  }

  /** The head of an answer is here, and its body never is. */
  @SuppressWarnings("resource") // the test closes it
  private static Socket begun(ServerSocket receiver) {
    try {
      Socket socket = receiver.accept();
      OutputStream out = socket.getOutputStream();
      out.write("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n12345".getBytes(UTF_8));
      out.flush();
      return socket;
    } catch (IOException lost) {
      throw new UncheckedIOException(lost);
    }
  }
}
