package dev.mongostreams.bench;

import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.ReplicaSetBuilder;
import java.util.Objects;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says which replica set, for each command that needs one. */
final class MongoOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--mongo",
      paramLabel = "docker|local|URI",
      defaultValue = "",
      description = "Which rs0. Default: the first way that works. Nothing else should use it.")
  private String mongo;

  /** The replica set, not started; what cannot be understood is wrong usage. */
  ReplicaSetBuilder rs0() {
    try {
      return ReplicaSet.builder().from(mongo);
    } catch (IllegalArgumentException unknown) {
      throw new ParameterException(
          spec.commandLine(),
          Objects.requireNonNullElse(unknown.getMessage(), "Wrong value"),
          unknown);
    }
  }
}
