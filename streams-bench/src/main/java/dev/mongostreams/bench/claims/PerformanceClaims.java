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
    claims.idleMemory();
    claims.stuckMemory();
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

  private void idleMemory() {
    String rule =
        "Idle, which the claim is not about: an active one holds no less, and how much more is not"
            + " shown.";
    memory("heap-idle", "kib", 1 << 10, rule, Verdict.NOT_SHOWN);
  }

  private void stuckMemory() {
    String rule =
        "With a handler that does not come back, so as much as an active one ever holds. Holds up"
            + " to 10 MB.";
    memory("heap-stuck", "mib", 1 << 20, rule, Verdict.HOLDS);
  }

  private void memory(String scenarios, String figure, double unit, String rule, Verdict within) {
    String words = "~10 MB per active watcher";
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
                      heap.high() * unit <= CLAIMED_BYTES ? within : Verdict.FAILS));
    }
    orNotMeasured(before, "Memory", words, "Scenario " + scenarios + ". " + rule);
  }

  private void processor() {
    String words = "CPU minimal";
    String rule =
        "While catching up, without the server. Holds when the claimed 10,000 events/s would need"
            + " at most a quarter of one processor at that cost.";
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
        "Bytes by the server's own counter, where it sends all events of a history and where a"
            + " filter lets it send few. Holds when an event sent then costs at most a quarter"
            + " more: the bytes follow the events sent. Other sizes were not tried.";
    Optional<Interval> all = evidence.interval("filters", "keep-100", "bytesPerKept");
    Optional<Interval> few = evidence.interval("filters", "keep-6", "bytesPerKept");
    int before = claims.size();
    if (all.isPresent() && few.isPresent()) {
      add(
          "Network",
          words,
          "all sent: "
              + evidence.written("filters", "keep-100", "bytesPerKept")
              + "; 6 % sent: "
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
