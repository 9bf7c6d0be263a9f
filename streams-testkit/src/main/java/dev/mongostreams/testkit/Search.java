package dev.mongostreams.testkit;

import dev.mongostreams.failure.ConnectFailedException;
import dev.mongostreams.failure.Explanation;
import dev.mongostreams.testkit.docker.DockerWay;
import dev.mongostreams.testkit.local.LocalWay;
import dev.mongostreams.testkit.way.Deployment;
import dev.mongostreams.testkit.way.GivenSet;
import dev.mongostreams.testkit.way.PassedOver;
import dev.mongostreams.testkit.way.Plan;
import dev.mongostreams.testkit.way.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Tries one way after the other and remembers why each was passed over. */
final class Search {
  private static final String FORCED = "streams.rs0";
  private static final String GIVEN = "streams.rs0.uri";

  private final Plan plan;
  private final Consumer<String> report;
  private final List<String> passedOver = new ArrayList<>();
  private final List<String> cures = new ArrayList<>();

  Search(Plan plan, Consumer<String> report) {
    this.plan = plan;
    this.report = report;
  }

  static void check(String where, String option) {
    if (!where.isBlank() && !where.equals("docker") && !where.equals("local") && !isUri(where)) {
      throw new IllegalArgumentException(
          new Explanation(
                  "Cannot choose a replica set by",
                  option,
                  "the value is none of docker, local and a mongodb:// URI",
                  "Pass one of these, or leave it blank to take the first way that works.")
              .message());
    }
  }

  ReplicaSet from(String where) {
    String forced = where.isBlank() ? property(FORCED) : where;
    check(forced, FORCED);
    return first(ways(forced, where.isBlank() ? "-D" + FORCED : "the caller"));
  }

  ReplicaSet first(List<Way> ways) {
    for (Way way : ways) {
      try {
        Deployment deployment = way.open(plan);
        ReplicaSet rs0 = new ReplicaSet(deployment, tale());
        report.accept("rs0: " + rs0.origin());
        return rs0;
      } catch (PassedOver e) {
        passedOver.add(way.name() + " (" + e.why() + ")");
        cures.add(way.name() + ": " + e.cure());
        report.accept("rs0: passed over " + way.name() + ": " + e.why());
      }
    }
    throw nothingLeft();
  }

  private List<Way> ways(String forced, String forcedBy) {
    if (isUri(forced)) {
      return List.of(new GivenSet(forced, forcedBy));
    }
    if (forced.isEmpty() && !property(GIVEN).isEmpty()) {
      return List.of(new GivenSet(property(GIVEN), "-D" + GIVEN));
    }
    List<Way> ways = new ArrayList<>();
    if (!forced.equals("local")) {
      ways.add(new DockerWay(report));
    }
    if (!forced.equals("docker")) {
      ways.addAll(LocalWay.all(report));
    }
    return ways;
  }

  // Maven passes a property that nobody set as an empty one.
  private static String property(String name) {
    return System.getProperty(name, "").strip();
  }

  private static boolean isUri(String where) {
    return where.startsWith("mongodb://") || where.startsWith("mongodb+srv://");
  }

  private String tale() {
    return passedOver.isEmpty() ? "" : "; passed over: " + String.join(", ", passedOver);
  }

  private ConnectFailedException nothingLeft() {
    return new ConnectFailedException(
        new Explanation(
            "Cannot find or start a replica set on",
            "this machine",
            "tried " + String.join(", ", passedOver),
            "Any one of these is enough: " + String.join("; ", cures) + "."),
        null);
  }
}
