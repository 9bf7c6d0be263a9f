package dev.mongostreams.testkit;

import dev.mongostreams.failure.Explanation;
import dev.mongostreams.testkit.way.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a replica set must be like. Not thread-safe; may be used for several sets. A set that is
 * given by a URI is used as it is: of all these only {@link #from} and {@link #report} touch it.
 */
public final class ReplicaSetBuilder {
  private static final Logger LOG = LoggerFactory.getLogger(ReplicaSet.class);

  private final Map<String, String> parameters = new LinkedHashMap<>();
  private final List<String> arguments = new ArrayList<>();
  private int members = 1;
  private int oplogMb;
  private boolean proxied;
  private String from = "";
  private Consumer<String> report = LOG::info;

  ReplicaSetBuilder() {}

  /**
   * Sets how many members the set has. Default 1.
   *
   * @param members 1 or 3
   * @return this builder
   */
  public ReplicaSetBuilder members(int members) {
    if (members != 1 && members != 3) {
      throw bad("members", Integer.toString(members), "1 or 3");
    }
    this.members = members;
    return this;
  }

  /**
   * Sets the size of the oplog, which ends at this size with the next checkpoint of the server
   * ({@code --syncdelay}). Default: the server's own choice.
   *
   * @param oplogMb at least 1
   * @return this builder
   */
  public ReplicaSetBuilder oplogMb(int oplogMb) {
    if (oplogMb < 1) {
      throw bad("oplogMb", Integer.toString(oplogMb), "at least 1");
    }
    this.oplogMb = oplogMb;
    return this;
  }

  /**
   * Sets a server parameter, {@code enableTestCommands} for fail points for example. A server that
   * does not know it does not start.
   *
   * @param name the parameter
   * @param value its value
   * @return this builder
   */
  public ReplicaSetBuilder parameter(String name, String value) {
    parameters.put(name, value);
    return this;
  }

  /**
   * Adds arguments to each mongod's command line.
   *
   * @param arguments one option and its value, or several
   * @return this builder
   */
  public ReplicaSetBuilder argument(String... arguments) {
    this.arguments.addAll(List.of(arguments));
    return this;
  }

  /**
   * Puts a proxy of this JVM between each member and its clients, so that {@link
   * Member#cutConnections()}, {@link Member#blackHole()} and {@link Member#restore()} work. Default
   * off: every byte takes one more hop, so do not measure speed with it.
   *
   * @return this builder
   */
  public ReplicaSetBuilder proxied() {
    proxied = true;
    return this;
  }

  /**
   * Forces one way and fails if it does not lead to a set. Wins over the system properties {@code
   * streams.rs0} and {@code streams.rs0.uri}. Default: the first way that does.
   *
   * @param where {@code docker}, {@code local}, or the URI of a set that runs; blank to choose
   * @return this builder
   */
  public ReplicaSetBuilder from(String where) {
    Search.check(where, "from");
    from = where;
    return this;
  }

  /**
   * Sets who hears, line by line, which ways are passed over and which one is taken. Default: the
   * log of {@link ReplicaSet} at INFO.
   *
   * @param report called in the thread that calls {@link #start()}
   * @return this builder
   */
  public ReplicaSetBuilder report(Consumer<String> report) {
    this.report = report;
    return this;
  }

  /**
   * Finds or starts the set. May take minutes where a server has to be downloaded first, and then
   * says so.
   *
   * @return a set with a primary and, of three members, two secondaries
   * @throws dev.mongostreams.failure.ConnectFailedException if no way led to one; the message lists
   *     what was tried and how to open each way
   */
  public ReplicaSet start() {
    Plan plan = new Plan(members, oplogMb, parameters, arguments, proxied);
    return new Search(plan, report).from(from);
  }

  private static IllegalArgumentException bad(String option, String value, String rule) {
    return new IllegalArgumentException(
        new Explanation(
                "Cannot build a replica set with",
                option + " " + value,
                "it must be " + rule,
                "Pass a value in that range.")
            .message());
  }
}
