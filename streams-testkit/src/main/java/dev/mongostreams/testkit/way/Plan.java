package dev.mongostreams.testkit.way;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The replica set that is wanted.
 *
 * @param members how many members: 1 or 3
 * @param oplogMb size of the oplog in MB, 0 for the server's own choice
 * @param parameters server parameters, set before the server listens
 * @param arguments more arguments for each mongod
 * @param proxied whether clients reach each member through a fault proxy of this JVM
 */
public record Plan(
    int members,
    int oplogMb,
    Map<String, String> parameters,
    List<String> arguments,
    boolean proxied) {

  /** The name of every replica set started here. */
  public static final String SET_NAME = "rs0";

  /**
   * Copies what it is given.
   *
   * @param members as above
   * @param oplogMb as above
   * @param parameters as above
   * @param arguments as above
   * @param proxied as above
   */
  public Plan {
    parameters = Map.copyOf(parameters);
    arguments = List.copyOf(arguments);
  }

  /**
   * Returns the arguments that are the same wherever a mongod runs.
   *
   * @return a new list that may be changed
   */
  public List<String> mongodArguments() {
    List<String> all = new ArrayList<>(List.of("--replSet", SET_NAME));
    // A few hundred MB of cache a member would be taken from the tests otherwise.
    all.addAll(List.of("--wiredTigerCacheSizeGB", "0.25"));
    if (oplogMb > 0) {
      all.addAll(List.of("--oplogSize", Integer.toString(oplogMb)));
    }
    parameters.forEach((name, value) -> all.addAll(List.of("--setParameter", name + "=" + value)));
    all.addAll(arguments);
    return all;
  }
}
