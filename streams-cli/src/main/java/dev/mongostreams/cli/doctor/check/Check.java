package dev.mongostreams.cli.doctor.check;

import java.util.List;

/** One thing the doctor looks at. Asks, and changes nothing. */
public interface Check {
  /**
   * What it looks at.
   *
   * @return the name of its findings, or what they begin with
   */
  String name();

  /**
   * What a user needs to let it look, beyond what watching needs.
   *
   * @return as a noun: {@code the role clusterMonitor}
   */
  String right();

  /**
   * Looks.
   *
   * @param patient whom to ask
   * @return what it found, at least one
   * @throws com.mongodb.MongoException when the server does not tell
   */
  List<Finding> look(Patient patient);

  /**
   * Lists all there are.
   *
   * @return the checks, in the order of the report
   */
  static List<Check> all() {
    return List.of(
        new ServerVersion(),
        new Rights(),
        new Acknowledgement(),
        new OplogWindow(),
        new CheckpointAge(),
        new Images(),
        new OpenCursors(),
        new ClockDifference(),
        new PoolSize());
  }
}
