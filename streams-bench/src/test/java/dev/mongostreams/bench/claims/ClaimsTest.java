package dev.mongostreams.bench.claims;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.bench.record.Recording;
import dev.mongostreams.bench.record.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimsTest {
  private final List<Sample> samples = new ArrayList<>();

  @Test
  void nothingIsSaidOfWhatNobodyMeasured() {
    assertThat(PerformanceClaims.of(recording())).hasSize(7).allSatisfy(ClaimsTest::isNotMeasured);
    assertThat(SystemClaims.of(recording())).hasSize(18).allSatisfy(ClaimsTest::isNotMeasured);
  }

  @Test
  void theRateHoldsWhenItsWorseEndDoes() {
    lap("drain-1k", "streams", 1, Map.of("rate", 10_500.0));
    assertThat(performance("Throughput").verdict()).isEqualTo(Verdict.HOLDS);

    lap("drain-1k", "streams", 2, Map.of("rate", 9_900.0));
    assertThat(performance("Throughput").verdict()).isEqualTo(Verdict.FAILS);
    assertThat(performance("Throughput").measured()).isEqualTo("10,200 events/s (9,900–10,500)");
    assertThat(performance("Throughput").conditions())
        .isEqualTo("drain-1k, streams, 2 laps: How fast? Holds from 10,000 events/s.");
  }

  @Test
  void latencyHoldsInPartWhenHalfOfTheEventsAreInTime() {
    lap(
        "latency-1000",
        "streams",
        1,
        Map.of("dueP50Micros", 2_000.0, "dueP90Micros", 40_000.0, "dueP99Micros", 90_000.0));

    assertThat(performance("Latency").verdict()).isEqualTo(Verdict.IN_PART);
    assertThat(performance("Latency").measured()).isEqualTo("p50 2 ms; p90 40 ms; p99 90 ms");
  }

  @Test
  void memoryIsHeldAgainstMegabytes() {
    lap("heap-stuck-1k", "streams", 1, Map.of("mib", 9.6));

    assertThat(PerformanceClaims.of(recording()))
        .filteredOn(claim -> claim.measured().equals("9.60 MiB"))
        .singleElement()
        .extracting(Claim::verdict)
        .isEqualTo(Verdict.FAILS);
  }

  @Test
  void anIdleWatcherShowsNothingOfAnActiveOneUnlessItHoldsTooMuch() {
    lap("heap-idle", "streams", 1, Map.of("kib", 20.0));
    assertThat(performance("Memory").verdict()).isEqualTo(Verdict.NOT_SHOWN);
    assertThat(performance("Memory").conditions()).contains("Idle, which the claim is not about");

    lap("heap-idle", "streams", 2, Map.of("kib", 10_000.0));
    assertThat(performance("Memory").verdict()).isEqualTo(Verdict.FAILS);
  }

  @Test
  void scalabilityIsJudgedRoundByRoundAtTheWorseEnd() {
    lap("watchers", "1", 1, Map.of("rate", 1_000.0));
    lap("watchers", "50", 1, Map.of("rate", 900.0));
    lap("watchers", "1", 2, Map.of("rate", 2_000.0));
    lap("watchers", "50", 2, Map.of("rate", 1_200.0));

    assertThat(system("Scalability", "MongoDB").verdict()).isEqualTo(Verdict.IN_PART);
    assertThat(system("Scalability", "MongoDB").measured())
        .endsWith("; 50 by 1: 0.750 (0.600–0.900)");
  }

  @Test
  void theNetworkIsJudgedByTheBytesOfAnEventSent() {
    lap("filters", "keep-100", 1, Map.of("bytesPerKept", 1_000.0));
    lap("filters", "keep-6", 1, Map.of("bytesPerKept", 1_250.0));
    assertThat(performance("Network").verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(performance("Network").measured()).isEqualTo("all sent: 1,000 B; 6 % sent: 1,250 B");

    lap("filters", "keep-6", 2, Map.of("bytesPerKept", 1_300.0));
    assertThat(performance("Network").verdict()).isEqualTo(Verdict.FAILS);
  }

  @Test
  void oneLossInOneLapBreaksAPromise() {
    lap("kill", "streams-checkpoint", 1, Map.of("written", 100.0, "lost", 0.0, "repeated", 3.0));
    assertThat(system("Durability", "MongoDB").verdict()).isEqualTo(Verdict.IN_PART);
    assertThat(system("Durability", "MongoDB").conditions())
        .isEqualTo(
            "kill, streams-checkpoint, 1 lap. The set has one member. In part when no lap has one"
                + " lost: the listener is killed and no server, which shows resume, not"
                + " replication.");

    lap("kill", "streams-checkpoint", 2, Map.of("written", 100.0, "lost", 1.0, "repeated", 0.0));
    assertThat(system("Durability", "MongoDB").verdict()).isEqualTo(Verdict.FAILS);
    assertThat(system("Durability", "MongoDB").measured())
        .isEqualTo("0–1 of 100 lost; 0–3 of 100 repeated");
  }

  @Test
  void aWeaknessThatNoLapMetIsNotShown() {
    lap("away", "redis-pubsub", 1, Map.of("written", 100.0, "lost", 60.0));
    lap("publishers", "redis-pubsub", 1, Map.of("outOfOrder", 0.0));

    assertThat(system("Resume", "Redis").verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(system("Order", "Redis").verdict()).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void payloadsFilteringAndScalabilityAreAMatterOfMoreOrLess() {
    lap("payload", "mongodb", 1, Map.of("largestBytes", 16_700_000.0));
    lap("payload", "notify", 1, Map.of("largestBytes", 7_999.0));
    lap("filters", "keep-100", 1, Map.of("bytesPerKept", 1_000.0));
    lap("filters", "keep-6", 1, Map.of("bytesPerKept", 9_000.0));
    lap("watchers", "1", 1, Map.of("rate", 1_000.0));
    lap("watchers", "50", 1, Map.of("rate", 600.0));

    assertThat(system("Payload", "MongoDB").verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(system("Payload", "PostgreSQL").verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(system("Filtering", "MongoDB").verdict()).isEqualTo(Verdict.FAILS);
    assertThat(system("Scalability", "MongoDB").verdict()).isEqualTo(Verdict.IN_PART);
    assertThat(system("Scalability", "Redis").verdict()).isEqualTo(Verdict.NOT_MEASURED);
  }

  private static void isNotMeasured(Claim claim) {
    assertThat(claim.measured()).isEqualTo("not measured");
    assertThat(claim.verdict()).isEqualTo(Verdict.NOT_MEASURED);
  }

  private Claim performance(String subject) {
    return PerformanceClaims.of(recording()).stream()
        .filter(claim -> claim.subject().equals(subject))
        .findFirst()
        .orElseThrow();
  }

  private Claim system(String subject, String system) {
    return SystemClaims.of(recording()).stream()
        .filter(claim -> claim.subject().equals(subject) && claim.system().startsWith(system))
        .findFirst()
        .orElseThrow();
  }

  private Recording recording() {
    return new Recording(
        Map.of("replica set members", "1"), Map.of("drain-1k", "How fast?"), samples);
  }

  private void lap(String scenario, String way, int round, Map<String, Double> figures) {
    samples.add(new Sample(scenario, way, round, figures, ""));
  }
}
