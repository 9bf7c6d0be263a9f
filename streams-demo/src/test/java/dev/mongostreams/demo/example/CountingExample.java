package dev.mongostreams.demo.example;

import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Watcher;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The smallest example there can be. Loses as many changes as a test says. */
@Command(description = "Counts what was written.")
public final class CountingExample implements Example {
  @Option(names = "--short-by", defaultValue = "0", description = "Changes to lose.")
  private long shortBy;

  public CountingExample(long shortBy) {
    this.shortBy = shortBy;
  }

  @Override
  public String name() {
    return "counting";
  }

  @Override
  public Summary run(ExampleRun run) throws Exception {
    AtomicLong seen = new AtomicLong(-shortBy);
    try (ChangeStreams streams = ChangeStreams.connect(run.uri());
        Watcher watcher =
            streams.watchDatabase().onChange(change -> seen.incrementAndGet()).start()) {
      Traffic traffic = Traffic.start(run);
      run.say("counting in " + run.database());
      run.awaitEnd();
      traffic.close();
      if (!run.settles(() -> watcher.stats().events() >= traffic.writes())) {
        run.say("not all came");
      }
      return Summary.of(seen.get(), 0, traffic.writes() - seen.get())
          .lag(watcher.stats().lag().handled());
    }
  }
}
