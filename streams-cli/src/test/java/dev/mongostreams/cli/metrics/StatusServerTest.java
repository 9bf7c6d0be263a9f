package dev.mongostreams.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.cli.Run;
import dev.mongostreams.testkit.way.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** What is answered before there is a watcher, and where nobody answers. */
class StatusServerTest {
  private static final String NOWHERE = "mongodb://localhost:1/?replicaSet=rs0";
  private static final String HERE = "127.0.0.1";

  private final int port = FreePort.next();

  @Test
  void aProgramThatStillConnectsIsAliveAndNotReady() throws Exception {
    try (StatusServer server = StatusServer.open(HERE, port)) {
      assertThat(server).isNotNull();
      assertThat(Answer.of(port, "/healthz")).isEqualTo(new Answer(200, "alive\n"));
      assertThat(Answer.of(port, "/readyz")).isEqualTo(new Answer(503, "not connected yet\n"));
      assertThat(Answer.of(port, "/stats")).isEqualTo(new Answer(503, "not connected yet\n"));
      assertThat(Answer.of(port, "/metrics").status()).isEqualTo(200);
      assertThat(Answer.of(port, "/metricsx").status()).isEqualTo(404);
      assertThat(Answer.to("POST", port, "/healthz").status()).isEqualTo(405);
    }
  }

  @Test
  void healthTellsReadinessUnlessAskedForLife() {
    try (StatusServer server = StatusServer.open(HERE, port)) {
      assertThat(server).isNotNull();

      Run ready = Run.of("health", "--metrics-port", Integer.toString(port));
      Run alive = Run.of("health", "--alive", "--metrics-port", Integer.toString(port));

      assertThat(ready.code()).isEqualTo(1);
      assertThat(ready.out()).isEqualTo("not connected yet\n");
      assertThat(alive.code()).isZero();
      assertThat(alive.out()).isEqualTo("alive\n");
    }
  }

  @Test
  void healthIsOneWhereNobodyAnswers() {
    Run run = Run.of("health", "--metrics-port", Integer.toString(port));

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).startsWith("no answer on 127.0.0.1:" + port + ": ");
  }

  @Test
  void healthNeedsAPort() {
    Run run = Run.of("health");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("give its --metrics-port, or set STREAMS_METRICS_PORT");
  }

  @Test
  void aPortThatIsTakenIsRefusedBeforeTheServerIsAsked() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String number = Integer.toString(taken.getLocalPort());

      Run run = Run.of("--uri", NOWHERE, "--metrics-port", number);

      assertThat(run.code()).isEqualTo(3);
      assertThat(run.err()).startsWith("streams: Cannot listen on 127.0.0.1:" + number + ": ");
    }
  }

  @Test
  void aPortThatIsNoneIsRefused() {
    Run run = Run.of("--uri", NOWHERE, "--metrics-port", "65536");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("Cannot listen on port 65536: give --metrics-port from 1");
  }

  @Test
  void givesItsPortBack() {
    StatusServer.open(HERE, port).close();

    StatusServer.open(HERE, port).close();
  }
}
