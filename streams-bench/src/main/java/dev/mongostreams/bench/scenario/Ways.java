package dev.mongostreams.bench.scenario;

import dev.mongostreams.bench.fork.Program;
import dev.mongostreams.bench.message.MessageMain;
import dev.mongostreams.bench.run.LapMain;
import java.util.Optional;
import java.util.Set;

/** Which program runs which way. */
public final class Ways {
  private static final String PYMONGO = "pymongo";
  private static final Set<String> DEBEZIUM = Set.of("debezium", "debezium-tuned");
  private static final Set<String> MESSAGES =
      Set.of("redis-pubsub", "redis-streams", "notify", "notify-wire", "notify-commit-100");

  private Ways() {}

  /**
   * Finds the program of a way.
   *
   * @throws IllegalStateException when it is not there though it should be
   */
  public static Program program(String way) {
    if (DEBEZIUM.contains(way)) {
      return new DebeziumPeer().program();
    }
    if (MESSAGES.contains(way)) {
      return Program.java(MessageMain.class.getName());
    }
    return way.equals(PYMONGO) ? PythonPeer.program() : Program.java(LapMain.class.getName());
  }

  /** Why a way cannot run on this machine, which is no fault: it needs what not everyone has. */
  public static Optional<String> leftOut(String way) {
    return way.equals(PYMONGO) ? PythonPeer.fault() : Optional.empty();
  }

  /** True when a way hears of documents, and not of messages. */
  public static boolean readsMongo(String way) {
    return !MESSAGES.contains(way);
  }

  /** True when a way needs several times as long for an event as all others. */
  public static boolean slow(String way) {
    return DEBEZIUM.contains(way);
  }
}
