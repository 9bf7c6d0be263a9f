package dev.mongostreams.bench.report.figure;

import java.util.Comparator;
import java.util.Map;

/** What a way promises about delivery, in the settings it is run with. */
public final class Guarantee {
  private static final String WHILE_IT_RUNS = "at least once, while it runs";

  private static final Map<String, String> BY_WAY =
      Map.ofEntries(
          Map.entry("streams", WHILE_IT_RUNS),
          Map.entry("streams-checkpoint", "at least once, over crashes"),
          Map.entry("mongodb", WHILE_IT_RUNS),
          Map.entry("getMore", "none of its own"),
          Map.entry("driver", WHILE_IT_RUNS),
          Map.entry("driver-token", "at least once, by the token it keeps"),
          Map.entry("spring", WHILE_IT_RUNS),
          Map.entry("debezium", "at least once, by its offsets"),
          Map.entry("redis-pubsub", "at most once"),
          Map.entry("redis-streams", "at least once, while Redis keeps it"),
          Map.entry("notify", "at most once"),
          Map.entry("pymongo", WHILE_IT_RUNS));

  private Guarantee() {}

  /** What a way promises; a name that begins like a known one is a variant of it. */
  public static String of(String way) {
    return BY_WAY.entrySet().stream()
        .filter(known -> way.equals(known.getKey()) || way.startsWith(known.getKey() + "-"))
        .max(Comparator.comparingInt(known -> known.getKey().length()))
        .map(Map.Entry::getValue)
        .orElse("-");
  }
}
