package dev.mongostreams.bench.suite;

import dev.mongostreams.bench.record.Gate;
import dev.mongostreams.bench.record.Interval;
import dev.mongostreams.bench.record.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a recording has to reach. All figures are taken from it. */
public final class Gates {
  private static final String DRAIN = "drain-1k";
  private static final String LATENCY = "latency-1000";
  private static final String OURS = "streams";
  private static final String DRIVER = "driver";
  private static final String RATE = "rate";
  private static final String P50 = "ackP50Micros";
  private static final String P99 = "ackP99Micros";

  private final Recording recording;
  private final List<Gate> gates = new ArrayList<>();

  private Gates(Recording recording) {
    this.recording = recording;
  }

  /** All gates, those that were not measured included. */
  public static List<Gate> of(Recording recording) {
    Gates gates = new Gates(recording);
    gates.drain();
    gates.latency();
    gates.memory();
    gates.delivery();
    return List.copyOf(gates.gates);
  }

  private void drain() {
    atLeast("drain 1 KiB, ours / limit", ratio(DRAIN, OURS, "limit"), 0.95, 0.83);
    atLeast("drain 1 KiB, ours / driver loop", ratio(DRAIN, OURS, DRIVER), 1.4, 1.25);
    atLeast("drain 1 KiB, ours / Spring, best settings", best("spring", "spring-raw"), 1.3, 1.1);
    atLeast(
        "drain 1 KiB, ours / Debezium, best settings", best("debezium", "debezium-tuned"), 5, 4);
    atLeast("handler 20 us, ours / driver loop", ratio("handler-20us", OURS, DRIVER), 2.1, 1.8);
    atLeast(
        "durable checkpoint each second / none",
        ratio(DRAIN, "streams-checkpoint", OURS),
        0.95,
        0.95);
    atLeast(
        "10 keys x 5 ms handler, 16 workers / sequential",
        ratio("lanes-10x5ms", "streams-parallel-16", OURS),
        6,
        6);
    atLeast(
        "write rate of the application, with 1 watcher / without",
        ratio("write-rate", OURS, "none"),
        0.85,
        0.85);
  }

  private void latency() {
    atMost("ms added to a bare getMore loop, p50", added(OURS, "getMore", P50), 0.1, 0.1);
    atMost("ms added to a bare getMore loop, p99", added(OURS, "getMore", P99), 1, 1);
    atMost("ms more than Spring, p50", added(OURS, "spring", P50), 0.1, 0.1);
    atMost("latency p50, ours / Debezium, default", late("debezium"), 0.01, 0.01);
    atMost("latency p50, ours / Debezium, best settings", late("debezium-tuned"), 0.2, 0.2);
  }

  private void memory() {
    atMost(
        "bytes allocated for an event of 1 KiB",
        recording.interval(DRAIN, OURS, "bytesPerEvent"),
        2_000,
        2_000);
    atMost("KiB of heap, idle watcher", recording.interval("heap-idle", OURS, "kib"), 24, 24);
    for (String what : List.of("1k", "1m", "lanes")) {
      atMost(
          "MiB of heap, stuck handler, " + what + " (budget and one reply)",
          recording.interval("heap-stuck-" + what, OURS, "mib"),
          28,
          28);
    }
  }

  private void delivery() {
    atMost("lost while away", lost("away"), 0, 0);
    atMost("lost after kill -9", lost("kill"), 0, 0);
  }

  private Optional<Interval> ratio(String scenario, String way, String to) {
    return recording.ratio(scenario, way, to, RATE);
  }

  /** Ours by whichever settings of a peer are faster. */
  private Optional<Interval> best(String one, String other) {
    Optional<Interval> first = ratio(DRAIN, OURS, one);
    Optional<Interval> second = ratio(DRAIN, OURS, other);
    if (first.isEmpty() || second.isEmpty()) {
      return first.or(() -> second);
    }
    return first.get().median() <= second.get().median() ? first : second;
  }

  private Optional<Interval> added(String way, String to, String figure) {
    return recording
        .difference(LATENCY, way, to, figure)
        .map(
            micros ->
                new Interval(micros.median() / 1_000, micros.low() / 1_000, micros.high() / 1_000));
  }

  private Optional<Interval> late(String peer) {
    return recording.ratio(LATENCY, OURS, peer, P50);
  }

  /** The most that any round lost; a single loss is one too many. */
  private Optional<Interval> lost(String scenario) {
    return recording
        .spread(scenario, "streams-checkpoint", "lost")
        .map(lost -> Interval.exactly(lost.most()));
  }

  private void atLeast(String what, Optional<Interval> seen, double goal, double must) {
    gates.add(new Gate(what, seen, goal, must, true));
  }

  private void atMost(String what, Optional<Interval> seen, double goal, double must) {
    gates.add(new Gate(what, seen, goal, must, false));
  }
}
