package dev.mongostreams.bench.claims;

import dev.mongostreams.bench.record.Interval;
import dev.mongostreams.bench.record.Recording;
import dev.mongostreams.bench.report.figure.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The section "Performance" of the guide. A claim must hold at the worse end of the interval. */
public final class PerformanceClaims {
  private static final String OURS = "streams";
  private static final String DRAIN = "drain-1k";
  private static final String US = "a watcher";
  private static final double CLAIMED_RATE = 10_000;
  private static final double CLAIMED_MICROS = 10_000;
  private static final double CLAIMED_BYTES = 10_000_000;
  private static final double MICROS = 1e6;
  private static final double MINIMAL_SHARE = 0.25;
  private static final double EVENT_DRIVEN_MICROS = 1_000;
  private static final double PROPORTIONAL = 1.25;

  private final Evidence evidence;
  private final List<Claim> claims = new ArrayList<>();

  private PerformanceClaims(Evidence evidence) {
    this.evidence = evidence;
  }

  /** All lines of that section. */
  public static List<Claim> of(Recording recording) {
    PerformanceClaims claims = new PerformanceClaims(new Evidence(recording));
    claims.throughput();
    claims.latency();
    claims.memory("heap-idle", "kib", 1 << 10);
    claims.memory("heap-stuck", "mib", 1 << 20);
    claims.processor();
    claims.events();
    claims.network();
    return List.copyOf(claims.claims);
  }

  private void throughput() {
    String words = "up to 10,000 change events/s per watcher";
    String rule = "Holds from 10,000 events/s.";
    int before = claims.size();
    for (String scenario : evidence.scenarios("drain-")) {
      evidence
          .interval(scenario, OURS, "rate")
          .ifPresent(
              rate ->
                  add(
                      "Throughput",
                      words,
                      evidence.written(scenario, OURS, "rate"),
                      evidence.from(scenario, OURS) + " " + rule,
                      Verdict.holdsIf(rate.low() >= CLAIMED_RATE)));
    }
    orNotMeasured(before, "Throughput", words, rule);
  }

  private void latency() {
    String words = "typically 1–10 ms from write to notification";
    String rule =
        "Holds when 9 of 10 events are there within 10 ms, in part when half of them are.";
    int before = claims.size();
    for (String scenario : evidence.scenarios("latency-")) {
      Optional<Interval> half = evidence.interval(scenario, OURS, "dueP50Micros");
      Optional<Interval> most = evidence.interval(scenario, OURS, "dueP90Micros");
      if (half.isPresent() && most.isPresent()) {
        add(
            "Latency",
            words,
            percentiles(scenario),
            evidence.from(scenario, OURS) + " " + rule,
            typical(half.get(), most.get()));
      }
    }
    orNotMeasured(before, "Latency", words, rule);
  }

  private static Verdict typical(Interval half, Interval most) {
    if (most.high() <= CLAIMED_MICROS) {
      return Verdict.HOLDS;
    }
    return half.high() <= CLAIMED_MICROS ? Verdict.IN_PART : Verdict.FAILS;
  }

  private String percentiles(String scenario) {
    return String.join(
        "; ",
        "p50 " + evidence.written(scenario, OURS, "dueP50Micros"),
        "p90 " + evidence.written(scenario, OURS, "dueP90Micros"),
        "p99 " + evidence.written(scenario, OURS, "dueP99Micros"));
  }

  private void memory(String scenarios, String figure, double unit) {
    String words = "~10 MB per active watcher";
    String rule = "Holds up to 10 MB.";
    int before = claims.size();
    for (String scenario : evidence.scenarios(scenarios)) {
      evidence
          .interval(scenario, OURS, figure)
          .ifPresent(
              heap ->
                  add(
                      "Memory",
                      words,
                      evidence.written(scenario, OURS, figure),
                      evidence.from(scenario, OURS) + " " + rule,
                      Verdict.holdsIf(heap.high() * unit <= CLAIMED_BYTES)));
    }
    orNotMeasured(before, "Memory", words, "Scenario " + scenarios + ". " + rule);
  }

  private void processor() {
    String words = "CPU minimal";
    String rule = "Holds when the claimed 10,000 events/s need at most a quarter of one processor.";
    int before = claims.size();
    evidence
        .interval(DRAIN, OURS, "cpuMicrosPerEvent")
        .ifPresent(
            micros ->
                add(
                    "CPU",
                    words,
                    evidence.written(DRAIN, OURS, "cpuMicrosPerEvent")
                        + " an event; "
                        + percent(micros.median())
                        + " of a processor at 10,000 events/s",
                    evidence.from(DRAIN, OURS) + " " + rule,
                    Verdict.holdsIf(micros.high() * CLAIMED_RATE / MICROS <= MINIMAL_SHARE)));
    orNotMeasured(before, "CPU", words, rule);
  }

  private static String percent(double microsPerEvent) {
    return Numbers.shown(100 * microsPerEvent * CLAIMED_RATE / MICROS) + " %";
  }

  private void events() {
    String words = "event-driven, not polling";
    String rule = "Holds when half of the events are there within 1 ms of their acknowledgement.";
    int before = claims.size();
    for (String scenario : evidence.scenarios("latency-")) {
      evidence
          .interval(scenario, OURS, "ackP50Micros")
          .ifPresent(
              half ->
                  add(
                      "CPU",
                      words,
                      evidence.written(scenario, OURS, "ackP50Micros"),
                      evidence.from(scenario, OURS) + " " + rule,
                      Verdict.holdsIf(half.high() <= EVENT_DRIVEN_MICROS)));
    }
    orNotMeasured(before, "CPU", words, rule);
  }

  private void network() {
    String words = "network proportional to change volume";
    String rule =
        "Holds when an event kept costs at most a quarter more bytes where few are kept than where"
            + " all are.";
    Optional<Interval> all = evidence.interval("filters", "keep-100", "bytesPerKept");
    Optional<Interval> few = evidence.interval("filters", "keep-6", "bytesPerKept");
    int before = claims.size();
    if (all.isPresent() && few.isPresent()) {
      add(
          "Network",
          words,
          "all kept: "
              + evidence.written("filters", "keep-100", "bytesPerKept")
              + "; 6 % kept: "
              + evidence.written("filters", "keep-6", "bytesPerKept"),
          evidence.from("filters", "keep-6") + " " + rule,
          Verdict.holdsIf(few.get().high() <= PROPORTIONAL * all.get().low()));
    }
    orNotMeasured(before, "Network", words, rule);
  }

  private void add(
      String subject, String words, String measured, String conditions, Verdict verdict) {
    claims.add(new Claim(subject, US, words, measured, conditions, verdict));
  }

  private void orNotMeasured(int before, String subject, String words, String rule) {
    if (claims.size() == before) {
      claims.add(Claim.notMeasured(subject, US, words, rule));
    }
  }
}
