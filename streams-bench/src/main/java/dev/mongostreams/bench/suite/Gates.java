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
  private static final String SAVING = "streams-checkpoint";
  private static final String PARALLEL = "streams-parallel-16";
  private static final String DRIVER = "driver";
  private static final String RATE = "rate";
  private static final String P50 = "ackP50Micros";
  private static final String P99 = "ackP99Micros";
  private static final double MICROS_PER_MILLI = 1_000;

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
    atLeast("drain 1 KiB, ours / limit", DRAIN, OURS, ratio(DRAIN, OURS, "limit"), 0.95, 0.83);
    atLeast("drain 1 KiB, ours / driver loop", DRAIN, OURS, ratio(DRAIN, OURS, DRIVER), 1.4, 1.25);
    atLeast(
        "drain 1 KiB, ours / Spring, best settings",
        DRAIN,
        OURS,
        best("spring", "spring-raw"),
        1.3,
        1.1);
    atLeast(
        "drain 1 KiB, ours / Debezium, best settings",
        DRAIN,
        OURS,
        best("debezium", "debezium-tuned"),
        5,
        4);
    String busy = "handler-20us";
    atLeast("handler 20 us, ours / driver loop", busy, OURS, ratio(busy, OURS, DRIVER), 2.1, 1.8);
    atLeast(
        "durable checkpoint each second / none",
        DRAIN,
        SAVING,
        ratio(DRAIN, SAVING, OURS),
        0.95,
        0.95);
    String lanes = "lanes-10x5ms";
    atLeast(
        "10 keys x 5 ms handler, 16 workers / sequential",
        lanes,
        PARALLEL,
        ratio(lanes, PARALLEL, OURS),
        6,
        6);
    String writes = "write-rate";
    atLeast(
        "write rate of the application, with 1 watcher / without",
        writes,
        OURS,
        ratio(writes, OURS, "none"),
        0.85,
        0.85);
  }

  private void latency() {
    late("ms added to a bare getMore loop, p50", added("getMore", P50), 0.1);
    late("ms added to a bare getMore loop, p99", added("getMore", P99), 1);
    late("ms more than Spring, p50", added("spring", P50), 0.1);
    late("latency p50, ours / Debezium, default", part("debezium"), 0.01);
    late("latency p50, ours / Debezium, best settings", part("debezium-tuned"), 0.2);
  }

  private void memory() {
    atMost(
        "bytes allocated for an event of 1 KiB",
        DRAIN,
        OURS,
        recording.interval(DRAIN, OURS, "bytesPerEvent"),
        2_000);
    String idle = "heap-idle";
    atMost("KiB of heap, idle watcher", idle, OURS, recording.interval(idle, OURS, "kib"), 24);
    atMost(
        "MiB of heap, busy watcher (budget and one reply)",
        "heap-busy",
        OURS,
        recording.interval("heap-busy", OURS, "mib"),
        28);
    for (String what : List.of("1k", "1m", "lanes")) {
      String stuck = "heap-stuck-" + what;
      atMost(
          "MiB of heap, stuck handler, " + what + " (budget and one reply)",
          stuck,
          OURS,
          recording.interval(stuck, OURS, "mib"),
          28);
    }
  }

  private void delivery() {
    atMost("lost while away", "away", SAVING, lost("away"), 0);
    atMost("lost after kill -9", "kill", SAVING, lost("kill"), 0);
  }

  private Optional<Interval> ratio(String scenario, String way, String to) {
    return recording.ratio(scenario, way, to, RATE);
  }

  /** Ours by whichever settings of a peer were faster in a round. */
  private Optional<Interval> best(String... settings) {
    return recording.ratioToMost(DRAIN, OURS, List.of(settings), RATE);
  }

  private Optional<Interval> added(String to, String figure) {
    return recording
        .difference(LATENCY, OURS, to, figure)
        .map(micros -> micros.map(each -> each / MICROS_PER_MILLI));
  }

  /** What came before its acknowledgement came at once: a negative part says no more than 0. */
  private Optional<Interval> part(String peer) {
    return recording
        .ratio(LATENCY, OURS, peer, P50)
        .map(part -> part.map(each -> Math.max(0, each)));
  }

  /** The most that any round lost; a single loss is one too many. */
  private Optional<Interval> lost(String scenario) {
    return recording.spread(scenario, SAVING, "lost").map(lost -> Interval.exactly(lost.most()));
  }

  private void late(String what, Optional<Interval> seen, double must) {
    atMost(what, LATENCY, OURS, seen, must);
  }

  private void atLeast(
      String what, String scenario, String way, Optional<Interval> seen, double goal, double must) {
    gates.add(new Gate(what, seen, goal, must, true, recording.voids(scenario, way)));
  }

  private void atMost(
      String what, String scenario, String way, Optional<Interval> seen, double must) {
    gates.add(new Gate(what, seen, must, must, false, recording.voids(scenario, way)));
  }
}
