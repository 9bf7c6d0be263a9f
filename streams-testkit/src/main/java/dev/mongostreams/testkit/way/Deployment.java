package dev.mongostreams.testkit.way;

import java.util.List;
import java.util.stream.Collectors;

/** A running replica set. Closing it ends what it started; closing twice does no harm. */
public interface Deployment extends AutoCloseable {

  /**
   * Returns where clients find it.
   *
   * @return a connection string; without a database if the nodes are ours
   */
  default String uri() {
    return nodes().stream()
        .map(Node::address)
        .collect(Collectors.joining(",", "mongodb://", "/?replicaSet=" + Plan.SET_NAME));
  }

  /**
   * Returns the members that are ours to stop and to kill.
   *
   * @return one node a member in the order of the configuration; empty if the set is not ours
   */
  List<Node> nodes();

  /**
   * Returns what runs, and why this way was the one.
   *
   * @return part of a sentence, without a full stop
   */
  String description();

  @Override
  void close();
}
