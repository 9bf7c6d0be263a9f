package dev.mongostreams.bench.claims;

import dev.mongostreams.bench.record.Interval;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The features that are a matter of more or less: filtering, payload, scalability. */
final class ReachClaims {
  private static final String FILTERS = "filters";
  private static final String PAYLOAD = "payload";
  private static final String WATCHERS = "watchers";
  private static final String BYTES = "largestBytes";
  private static final String KEPT = "bytesPerKept";
  private static final String RATE = "rate";
  private static final double FILTERED = 1.5;
  private static final double WHOLE_DOCUMENT_BYTES = 15 << 20;
  private static final double EXCELLENT = 0.8;
  private static final double GOOD = 0.5;

  private final Evidence evidence;

  ReachClaims(Evidence evidence) {
    this.evidence = evidence;
  }

  /** Whether the server sends only what is asked for; the ways of peers carry their prefix. */
  List<Claim> filtering(String mongo, String redis, String postgres) {
    return List.of(
        filter(mongo, "rich (aggregation)", ""),
        filter(redis, "pattern match", "redis-pubsub-"),
        filter(postgres, "channel-based", "notify-"));
  }

  private Claim filter(String system, String words, String prefix) {
    String all = prefix + "keep-100";
    String few = prefix + "keep-6";
    String rule = "Holds when what the filter drops costs at most half of what it keeps.";
    Optional<Interval> whole = evidence.interval(FILTERS, all, KEPT);
    Optional<Interval> part = evidence.interval(FILTERS, few, KEPT);
    if (whole.isEmpty() || part.isEmpty()) {
      return missing("Filtering", system, words, FILTERS, rule);
    }
    return new Claim(
        "Filtering",
        system,
        words,
        each(FILTERS, Stream.of(all, prefix + "keep-40", few), KEPT),
        evidence.from(FILTERS, few) + " " + rule,
        Verdict.holdsIf(part.get().high() <= FILTERED * whole.get().low()));
  }

  /** How large one notification may be. */
  List<Claim> payload(String mongo, String redis, String postgres) {
    String whole = "Holds from 15 MiB; a document has at most 16.";
    String message = "Holds when a whole document does not fit, in part when it does.";
    return List.of(
        payload(mongo, "full document", "mongodb", whole, Verdict.HOLDS, Verdict.FAILS),
        payload(redis, "message only", "redis-pubsub", message, Verdict.IN_PART, Verdict.HOLDS),
        payload(postgres, "message only", "notify", message, Verdict.IN_PART, Verdict.HOLDS));
  }

  private Claim payload(
      String system, String words, String way, String rule, Verdict fits, Verdict doesNot) {
    return evidence
        .spread(PAYLOAD, way, BYTES)
        .map(
            largest ->
                new Claim(
                    "Payload",
                    system,
                    words,
                    "up to " + evidence.written(PAYLOAD, way, BYTES),
                    evidence.from(PAYLOAD, way) + " " + rule,
                    largest.least() >= WHOLE_DOCUMENT_BYTES ? fits : doesNot))
        .orElseGet(() -> missing("Payload", system, words, PAYLOAD, rule));
  }

  /** What becomes of the rate with 50 watchers; the ways of peers carry their prefix. */
  List<Claim> scalability(String mongo, String redis, String postgres) {
    String excellent =
        "Holds when each of 50 sees at least 0.8 of the rate of one, in part from 0.5.";
    String good = "Holds when each of 50 sees at least 0.5 of the rate of one.";
    return List.of(
        scalability(mongo, "excellent", "", EXCELLENT, excellent),
        scalability(redis, "excellent", "redis-pubsub-", EXCELLENT, excellent),
        scalability(postgres, "good", "notify-", GOOD, good));
  }

  private Claim scalability(
      String system, String words, String prefix, double claimed, String rule) {
    String many = prefix + "50";
    Stream<String> ways = Stream.of(prefix + "1", prefix + "10", many);
    return evidence
        .ratio(WATCHERS, many, prefix + "1", RATE)
        .map(
            part ->
                new Claim(
                    "Scalability",
                    system,
                    words,
                    each(WATCHERS, ways, RATE) + "; 50 by 1: " + Evidence.written(part),
                    evidence.from(WATCHERS, many) + " " + rule,
                    scales(part.low(), claimed)))
        .orElseGet(() -> missing("Scalability", system, words, WATCHERS, rule));
  }

  private static Verdict scales(double part, double claimed) {
    return part >= claimed ? Verdict.HOLDS : part >= GOOD ? Verdict.IN_PART : Verdict.FAILS;
  }

  private String each(String scenario, Stream<String> ways, String figure) {
    return String.join(
        "; ",
        ways.filter(way -> evidence.spread(scenario, way, figure).isPresent())
            .map(way -> way + ": " + evidence.written(scenario, way, figure))
            .toList());
  }

  private static Claim missing(
      String subject, String system, String words, String scenario, String rule) {
    return Claim.notMeasured(subject, system, words, "Scenario " + scenario + ". " + rule);
  }
}
