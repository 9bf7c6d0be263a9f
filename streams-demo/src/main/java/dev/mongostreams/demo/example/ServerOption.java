package dev.mongostreams.demo.example;

import dev.mongostreams.testkit.ReplicaSet;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which replica set the demo and its examples play on. A mixin of the demo's command line. */
@Command
public final class ServerOption {
  private final Map<String, String> environment;

  @Option(
      names = "--mongo",
      paramLabel = "docker|local|URI",
      scope = ScopeType.INHERIT,
      description = {
        "Which rs0: in a container, a mongod of this machine, or a running one by its connection"
            + " string. By default $MONGO_URL if it is set, else the first way that works.",
        "The demo uses databases of its own and drops them at the end."
      })
  private @Nullable String mongo;

  /**
   * Creates the option.
   *
   * @param environment where {@code MONGO_URL} is looked up
   */
  public ServerOption(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Finds or starts the replica set.
   *
   * @param report is told what is tried
   * @return a set with a primary; close it when done
   * @throws IllegalArgumentException when the connection string is malformed
   * @throws dev.mongostreams.failure.StreamsException when there is none
   */
  public ReplicaSet start(Consumer<String> report) {
    String wanted = mongo == null ? environment.getOrDefault("MONGO_URL", "") : mongo;
    return ReplicaSet.builder().from(wanted).report(report).start();
  }
}
