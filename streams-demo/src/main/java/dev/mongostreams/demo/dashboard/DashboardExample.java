package dev.mongostreams.demo.dashboard;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.demo.example.Example;
import dev.mongostreams.demo.example.ExampleRun;
import dev.mongostreams.demo.example.Summary;
import dev.mongostreams.demo.example.Traffic;
import dev.mongostreams.demo.feed.FeedTotals;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The live dashboard as an example of the demo. */
@Command(
    description =
        "Shows changes as they arrive, on a page for the browser: events per second, how long each"
            + " took to the screen, counters, filters, pause and resume.")
public final class DashboardExample implements Example {
  @Option(
      names = "--host",
      paramLabel = "NAME",
      defaultValue = "127.0.0.1",
      description = {
        "The address the page is served on. Default: 127.0.0.1, which only this machine reaches.",
        "There is no login: whoever reaches it sees the data."
      })
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port, or 0 for any free one. Default: 8080, or a free one if it is taken.")
  private @Nullable Integer port;

  /** Creates the example. */
  public DashboardExample() {}

  @Override
  public String name() {
    return "dashboard";
  }

  @Override
  public Summary run(ExampleRun run) throws Exception {
    try (MongoClient client = MongoClients.create(run.uri());
        Dashboard dashboard = Dashboard.open(client, run.database(), host, port)) {
      run.say("dashboard: " + dashboard.url());
      run.say(run.rate() + " writes a second into " + run.database() + "; Ctrl-C ends it.");
      long writes = write(run);
      dashboard.resume(); // somebody may have left it paused
      run.settles(() -> dashboard.totals().changes() >= writes);
      return summary(dashboard, writes);
    }
  }

  private static long write(ExampleRun run) throws InterruptedException {
    Traffic traffic = Traffic.start(run);
    try (traffic) {
      run.awaitEnd();
    }
    return traffic.writes();
  }

  private static Summary summary(Dashboard dashboard, long writes) {
    FeedTotals totals = dashboard.totals();
    return Summary.of(totals.changes(), totals.repeated(), writes - totals.changes())
        .lag(dashboard.lag())
        .figure("shown in browsers", dashboard.latency().count())
        .figure("write to screen, p50", within(dashboard, 0.5))
        .figure("write to screen, p99", within(dashboard, 0.99));
  }

  private static String within(Dashboard dashboard, double part) {
    return dashboard
        .latency()
        .within(part)
        .map(time -> time.toMillis() + " ms")
        .orElse("no browser");
  }
}
