package dev.mongostreams.demo.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.demo.example.Ending;
import dev.mongostreams.demo.example.ExampleRun;
import dev.mongostreams.demo.example.Traffic;
import dev.mongostreams.demo.feed.LatencyTally;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Measures how long changes take to the screen of a real browser at 500 a second. Claims nothing of
 * the time, which is the machine's; the figure is printed, and left in {@code target}.
 */
@ExtendWith({ChromiumExtension.class, Rs0Extension.class})
class WriteToScreenIT {
  private static final Path REPORT = Path.of("target", "write-to-screen.txt");
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int RATE = 500;
  private static final int WARM_UP = 5_000;
  private static final int MEASURED = 10_000;

  @Test
  void measuresEachChangeFromTheWriteToTheScreen(Browser browser, ReplicaSet rs0)
      throws IOException {
    ExampleRun run = new ExampleRun(rs0, RATE, null, new Ending(), text -> {});
    try (MongoClient client = MongoClients.create(run.uri())) {
      Dashboard warm = Dashboard.open(client, run.database(), "127.0.0.1", 0);
      int port = URI.create(warm.url()).getPort();
      try (DashboardTab tab = DashboardTab.open(browser, warm.url());
          Traffic traffic = Traffic.start(run)) {
        try (warm) {
          await().atMost(LIMIT).until(() -> warm.latency().count() >= WARM_UP);
        }
        // The page comes back to the next one by itself, and that one counts anew.
        try (Dashboard measured = Dashboard.open(client, run.database(), "127.0.0.1", port)) {
          await().atMost(LIMIT).until(() -> measured.latency().count() >= MEASURED);
          report(measured.latency(), traffic.writes());
          tab.screenshot("five-hundred-a-second");
        }
      } finally {
        client.getDatabase(run.database()).drop();
      }
    }
  }

  private static void report(LatencyTally latency, long writes) throws IOException {
    String text =
        "write to screen at %d changes a second: p50 %d ms, p99 %d ms (%d measured, %d written)%n"
            .formatted(RATE, millis(latency, 0.5), millis(latency, 0.99), latency.count(), writes);
    Files.writeString(REPORT, text);
    System.out.print(text);
    assertThat(REPORT).isNotEmptyFile();
  }

  private static long millis(LatencyTally latency, double part) {
    return latency.within(part).orElseThrow().toMillis();
  }
}
