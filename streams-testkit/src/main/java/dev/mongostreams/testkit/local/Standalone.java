package dev.mongostreams.testkit.local;

import dev.mongostreams.failure.ConnectFailedException;
import dev.mongostreams.failure.Explanation;
import dev.mongostreams.testkit.way.Ask;
import dev.mongostreams.testkit.way.PassedOver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One mongod of this machine that is in no replica set, to see how it is refused. Ends when it is
 * closed, and with this JVM.
 */
public final class Standalone implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final MongodProcess process;

  private Standalone(MongodProcess process) {
    this.process = process;
  }

  /**
   * Starts one, with the first mongod that a replica set of local processes would take too.
   *
   * @return a server that answers
   * @throws ConnectFailedException if there is no mongod to be had; the message lists what was
   *     tried and how to open each way
   */
  public static Standalone start() {
    return start(List.of());
  }

  /**
   * Starts one that is to be a member of rs0 and waits for {@code rs.initiate()}, which never
   * comes.
   *
   * @return a server that answers
   * @throws ConnectFailedException as {@link #start()} does
   */
  public static Standalone uninitiated() {
    return start(List.of("--replSet", "rs0"));
  }

  private static Standalone start(List<String> arguments) {
    List<String> reasons = new ArrayList<>();
    for (LocalWay way : LocalWay.ways(line -> {})) {
      try {
        return start(way.binary(), arguments);
      } catch (PassedOver e) {
        reasons.add(way.name() + " (" + e.why() + "; " + e.cure() + ")");
      }
    }
    throw new ConnectFailedException(
        new Explanation(
            "Cannot start a standalone mongod",
            "this machine",
            "tried " + String.join(", ", reasons),
            "Open any one of these ways."),
        null);
  }

  private static Standalone start(Path binary, List<String> arguments) {
    Standalone standalone = new Standalone(process(binary, arguments));
    try {
      standalone.process.start();
      standalone.awaitAnswer();
      return standalone;
    } catch (RuntimeException e) {
      standalone.close();
      throw e;
    }
  }

  private static MongodProcess process(Path binary, List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("--wiredTigerCacheSizeGB", "0.25"));
    all.addAll(arguments);
    try {
      return new MongodProcess(binary, all, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitAnswer() {
    try (Ask ask = new Ask(process.address())) {
      Ask.until(
          "Cannot start mongod",
          process.address(),
          LIMIT,
          () -> ask.hello() != null,
          () -> "; its log ends with: " + process.logTail());
    }
  }

  /**
   * Returns where clients find it.
   *
   * @return a connection string without a database
   */
  public String uri() {
    return "mongodb://" + process.address() + "/";
  }

  @Override
  public void close() {
    process.close();
  }
}
