package dev.mongostreams.bench.claims;

import dev.mongostreams.bench.record.Recording;
import dev.mongostreams.bench.record.Spread;
import dev.mongostreams.bench.report.figure.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The section "Comparison with Other Systems" of the guide: six features of three systems. */
public final class SystemClaims {
  private static final String MONGO = "MongoDB change streams";
  private static final String REDIS = "Redis Pub/Sub";
  private static final String POSTGRES = "PostgreSQL NOTIFY";
  private static final String PUBSUB = "redis-pubsub";
  private static final String NOTIFY = "notify";
  private static final String[] OURS = {"streams-checkpoint", "streams", "mongodb"};

  private final Evidence evidence;
  private final List<Claim> claims = new ArrayList<>();

  private SystemClaims(Evidence evidence) {
    this.evidence = evidence;
  }

  /** All cells of that table, feature by feature. */
  public static List<Claim> of(Recording recording) {
    Evidence evidence = new Evidence(recording);
    SystemClaims claims = new SystemClaims(evidence);
    claims.durability();
    claims.order();
    claims.resume();
    ReachClaims reach = new ReachClaims(evidence);
    claims.claims.addAll(reach.filtering(MONGO, REDIS, POSTGRES));
    claims.claims.addAll(reach.payload(MONGO, REDIS, POSTGRES));
    claims.claims.addAll(reach.scalability(MONGO, REDIS, POSTGRES));
    return List.copyOf(claims.claims);
  }

  private void durability() {
    resumed("durable (replicated)");
    some("Durability", REDIS, "not durable", "kill", "lost", PUBSUB);
    some("Durability", POSTGRES, "best-effort", "kill", "lost", NOTIFY);
  }

  /** Replication would be seen when a server is lost; a listener that is killed shows less. */
  private void resumed(String words) {
    String rule =
        "In part when no lap has one lost: the listener is killed and no server, which shows"
            + " resume, not replication.";
    claims.add(
        evidence
            .first("kill", "lost", OURS)
            .map(
                way ->
                    new Claim(
                        "Durability",
                        MONGO,
                        words,
                        counted("kill", way, "lost"),
                        evidence.from("kill", way) + " " + evidence.members() + rule,
                        most("kill", way, "lost") == 0 ? Verdict.IN_PART : Verdict.FAILS))
            .orElseGet(() -> missing("Durability", MONGO, words, "kill", rule)));
  }

  private void order() {
    none("Order", MONGO, "guaranteed", "publishers", "outOfOrder", OURS);
    some("Order", REDIS, "not guaranteed", "publishers", "outOfOrder", PUBSUB);
    some("Order", POSTGRES, "not guaranteed", "publishers", "outOfOrder", NOTIFY);
  }

  private void resume() {
    none("Resume", MONGO, "resume tokens", "away", "lost", OURS);
    some("Resume", REDIS, "no", "away", "lost", PUBSUB);
    some("Resume", POSTGRES, "no", "away", "lost", NOTIFY);
  }

  /** A promise: it holds when no lap saw a breach. */
  private void none(
      String subject, String system, String words, String scenario, String figure, String... ways) {
    String rule = "Holds when no lap has one " + Figures.of(figure).title() + ".";
    claims.add(
        evidence
            .first(scenario, figure, ways)
            .map(
                way ->
                    new Claim(
                        subject,
                        system,
                        words,
                        counted(scenario, way, figure),
                        evidence.from(scenario, way) + " " + rule,
                        Verdict.holdsIf(most(scenario, way, figure) == 0)))
            .orElseGet(() -> missing(subject, system, words, scenario, rule)));
  }

  /** A weakness: it is shown by one breach, and not refuted by none. */
  private void some(
      String subject, String system, String words, String scenario, String figure, String way) {
    String rule =
        "Holds when a lap has one "
            + Figures.of(figure).title()
            + "; that none has proves no guarantee.";
    Optional<Spread> seen = evidence.spread(scenario, way, figure);
    claims.add(
        seen.map(
                found ->
                    new Claim(
                        subject,
                        system,
                        words,
                        counted(scenario, way, figure),
                        evidence.from(scenario, way) + " " + rule,
                        found.most() > 0 ? Verdict.HOLDS : Verdict.NOT_SHOWN))
            .orElseGet(() -> missing(subject, system, words, scenario, rule)));
  }

  private static Claim missing(
      String subject, String system, String words, String scenario, String rule) {
    return Claim.notMeasured(subject, system, words, "Scenario " + scenario + ". " + rule);
  }

  private String counted(String scenario, String way, String figure) {
    String breaches = evidence.counted(scenario, way, figure);
    return evidence.spread(scenario, way, "repeated").isPresent()
        ? breaches + "; " + evidence.counted(scenario, way, "repeated")
        : breaches;
  }

  private double most(String scenario, String way, String figure) {
    return evidence.spread(scenario, way, figure).map(Spread::most).orElse(Double.NaN);
  }
}
