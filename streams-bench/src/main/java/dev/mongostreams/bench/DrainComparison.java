package dev.mongostreams.bench;

import com.mongodb.client.MongoClient;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.bench.reader.Contender;
import dev.mongostreams.bench.reader.DrainReader;
import dev.mongostreams.bench.reader.Tally;
import dev.mongostreams.bench.reader.Workload;
import dev.mongostreams.bench.record.Gate;
import dev.mongostreams.bench.report.Results;
import dev.mongostreams.bench.report.Run;
import dev.mongostreams.bench.run.Meter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How fast does a watcher catch up, beside the driver's own loop and the limit of one cursor?
 *
 * <p>Workload: a history of inserts of 1 KiB, written once and read from its start by each reader
 * in turn, in an order that rotates, so that all meet the same disturbances; the first round warms
 * up and is dropped. The handler reads one field of {@code fullDocument}, and burns time if asked.
 * Each run is checked for the exact events in order. The server is on the same machine: ratios of
 * medians say something, single rates do not.
 *
 * <p>Command: {@code ./streams bench drain}. One should see our watcher near the limit, with a
 * fraction of the driver's garbage, and about twice as fast as the driver's loop once the handler
 * takes as long as the server.
 */
final class DrainComparison {
  private static final int KB = 1_000;

  private final MongoClient client;
  private final Workload workload;
  private final Consumer<String> tell;
  private final List<Run> runs = new ArrayList<>();
  private boolean voided;

  DrainComparison(MongoClient client, Workload workload, Consumer<String> tell) {
    this.client = client;
    this.workload = workload;
    this.tell = tell;
  }

  /** Runs all rounds, and one more before them that does not count. */
  Results compare(List<Contender> contenders, List<Integer> handlers, int rounds)
      throws InterruptedException {
    List<Contender> order = new ArrayList<>(contenders);
    try (ChangeStreams streams = ChangeStreams.of(client, workload.database())) {
      for (int round = 0; round <= rounds; round++) {
        List<Run> measured = round(order, handlers, streams);
        if (round > 0) {
          runs.addAll(measured);
        }
        tell.accept(round == 0 ? "warmed up" : "round " + round + " of " + rounds);
        Collections.rotate(order, 1);
      }
    }
    return new Results(List.copyOf(runs));
  }

  private List<Run> round(List<Contender> order, List<Integer> handlers, ChangeStreams streams)
      throws InterruptedException {
    List<Run> measured = new ArrayList<>();
    for (int handlerMicros : handlers) {
      for (Contender contender : order) {
        if (handlerMicros == 0 || contender.handles()) {
          try (DrainReader reader = contender.reader(client, streams, workload)) {
            run(contender, reader, handlerMicros).ifPresent(measured::add);
          }
        }
      }
    }
    return measured;
  }

  /** One drain; empty when other events came than were written, which makes its time worthless. */
  private Optional<Run> run(Contender contender, DrainReader reader, int handlerMicros)
      throws InterruptedException {
    Tally tally = new Tally(workload.events(), handlerMicros);
    // Nobody pays for the garbage of the run before.
    System.gc();
    Meter meter = new Meter();
    reader.drain(tally);
    Run run = meter.read(contender.label(), handlerMicros, workload.events());
    if (tally.fault().isEmpty()) {
      return Optional.of(run);
    }
    voided = true;
    tell.accept("VOID: " + contender.label() + " brought " + tally.fault());
    return Optional.empty();
  }

  /** True when a reader brought other events than were written, in any round. */
  boolean voided() {
    return voided;
  }

  /** What the results have to reach. */
  static List<Gate> gates(Results results) {
    String ours = Contender.STREAMS.label();
    String driver = Contender.DRIVER.label();
    return List.of(
        Gate.atLeast("streams / limit", results.ratio(ours, Contender.LIMIT.label(), 0), 0.80),
        Gate.atLeast("streams / driver", results.ratio(ours, driver, 0), 1.25),
        Gate.atMost(
            "streams, bytes allocated per event",
            results.spread(ours, 0, Run::bytesPerEvent).map(bytes -> bytes.median()),
            3 * KB),
        Gate.atLeast(
            "streams with a checkpoint / without",
            results.ratio(Contender.STREAMS_CHECKPOINT.label(), ours, 0),
            0.95),
        Gate.atLeast("streams / driver, handler of 20 us", results.ratio(ours, driver, 20), 1.80));
  }
}
