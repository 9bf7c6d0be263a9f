package dev.mongostreams.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.StartPosition;
import dev.mongostreams.bench.record.Gate;
import dev.mongostreams.bench.record.Spread;
import dev.mongostreams.testkit.ReplicaSet;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of {@link IdleHeap} and {@link StuckHeap}, and their report. For one run. */
@Command(
    name = "heap",
    description = "Measures the heap of idle watchers, and of ones whose handler is stuck.",
    mixinStandardHelpOptions = true)
final class HeapCommand implements Callable<Integer> {
  private static final double KIB = 1 << 10;
  private static final double MIB = 1 << 20;

  /** The budget that a watcher comes with, and the largest reply. */
  private static final double BOUND_MIB = 12 + 16;

  @Spec private CommandSpec spec;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "How often each runs, after a round that warms up. Default: 5.")
  private int rounds;

  @Option(
      names = "--mongo",
      paramLabel = "docker|local|URI",
      defaultValue = "",
      description = "Which rs0. Default: the first way that works. Nothing else should use it.")
  private String mongo;

  /** Measures and reports; called by the command line once the options are known. */
  @Override
  public Integer call() {
    try (ReplicaSet rs0 = ReplicaSet.builder().from(mongo).start();
        MongoClient client = MongoClients.create(rs0.uri())) {
      String database = rs0.freshDatabase();
      out().printf("MongoDB %s, %s%n", rs0.version(), Machine.describe());
      idle(new IdleHeap(client, database));
      StuckHeap stuck = new StuckHeap(client, database);
      stuck("1 KiB, the first event sticks", stuck.write(1 << 10, 60_000), stuck::firstEvent);
      stuck("1 MiB, the first event sticks", stuck.write(1 << 20, 60), stuck::firstEvent);
      stuck("1 KiB, one of each reply sticks", stuck.writeSticking(50), stuck::oneOfEachReply);
    }
    return 0;
  }

  private void idle(IdleHeap heap) {
    double[] watcher = new double[rounds];
    double[] parallel = new double[rounds];
    double[] driver = new double[rounds];
    for (int round = -1; round < rounds; round++) {
      keep(watcher, round, heap::watcher);
      keep(driver, round, heap::driverLoop);
      keep(parallel, round, heap::parallelWatcher);
    }
    double one = line("idle watcher", watcher, "KiB");
    line("idle watcher with 16 workers", parallel, "KiB");
    line("idle thread with the driver's cursor", driver, "KiB");
    gate("KiB of an idle watcher", one, 24);
  }

  private static void keep(double[] figures, int round, DoubleSupplier measured) {
    double figure = measured.getAsDouble() / KIB;
    if (round >= 0) {
      figures[round] = figure;
    }
  }

  private double line(String what, double[] figures, String unit) {
    Spread spread = Spread.of(figures);
    out()
        .printf(
            Locale.ROOT,
            "%-40s%7.1f %s (%.1f-%.1f)%n",
            what,
            spread.median(),
            unit,
            spread.least(),
            spread.most());
    return spread.median();
  }

  private void stuck(
      String what, StartPosition start, Function<StartPosition, StuckHeap.Held> measure) {
    double[] heap = new double[rounds];
    StuckHeap.Held held = measure.apply(start);
    for (int round = 0; round < rounds; round++) {
      held = measure.apply(start);
      heap[round] = held.heapBytes() / MIB;
    }
    double median = line(what, heap, "MiB");
    out()
        .printf(
            Locale.ROOT,
            "  by its own count %.1f MiB, after %,.0f events%n",
            held.saysBytes() / MIB,
            held.events());
    gate("MiB of a stuck watcher", median, BOUND_MIB);
  }

  private void gate(String what, double seen, double most) {
    out().println(Gate.atMost(what, Optional.of(seen), most).line());
    out().flush();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
