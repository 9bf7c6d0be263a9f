package dev.mongostreams.testkit.way;

/**
 * One way to a replica set. Holds nothing until it is opened. Every step in it has a time limit.
 */
public interface Way {

  /**
   * Returns the name by which reports call this way.
   *
   * @return one or two words
   */
  String name();

  /**
   * Starts what the plan asks for.
   *
   * @param plan the replica set that is wanted
   * @return a replica set with a primary
   * @throws PassedOver if this way does not lead to one on this machine
   */
  Deployment open(Plan plan) throws PassedOver;
}
