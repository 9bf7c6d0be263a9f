package dev.mongostreams.testkit.way;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import dev.mongostreams.failure.ConnectFailedException;
import dev.mongostreams.failure.Explanation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** Makes one replica set of servers that run already, and waits until it can be used. */
public final class Initiation {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int ALREADY_INITIALIZED = 23;

  private Initiation() {}

  /**
   * Initiates the set and returns when one member is primary and all others are secondaries, so
   * that the first step down finds a candidate.
   *
   * @param nodes the members, all started
   */
  public static void of(List<Node> nodes) {
    List<Ask> asks = nodes.stream().map(node -> new Ask(node.address())).toList();
    try {
      for (int i = 0; i < nodes.size(); i++) {
        awaitAnswer(nodes.get(i), asks.get(i));
      }
      initiate(nodes, asks.get(0));
      awaitUsable(nodes, asks);
    } finally {
      asks.forEach(Ask::close);
    }
  }

  /**
   * Waits until a member that was started again is primary or secondary.
   *
   * @param node the member
   */
  public static void awaitUsable(Node node) {
    try (Ask ask = new Ask(node.address())) {
      awaitUsable(List.of(node), ask::isUsable);
    }
  }

  private static void awaitAnswer(Node node, Ask ask) {
    Ask.until(
        "Cannot start mongod at",
        node.address(),
        LIMIT,
        () -> {
          refuseDead(node);
          return ask.hello() != null;
        },
        () -> "; its log ends with: " + node.logTail());
  }

  private static void initiate(List<Node> nodes, Ask first) {
    List<Document> members = new ArrayList<>();
    for (Node node : nodes) {
      members.add(new Document("_id", members.size()).append("host", node.address()));
    }
    // The defaults, 10 s and 2 s, would make every failover test a long one.
    Document settings =
        new Document("electionTimeoutMillis", 1000).append("heartbeatIntervalMillis", 200);
    Document config =
        new Document("_id", Plan.SET_NAME).append("members", members).append("settings", settings);
    try {
      first.admin(new Document("replSetInitiate", config));
    } catch (MongoCommandException e) {
      if (e.getErrorCode() != ALREADY_INITIALIZED) {
        throw refused(nodes, e);
      }
    } catch (MongoException e) {
      throw refused(nodes, e);
    }
  }

  private static ConnectFailedException refused(List<Node> nodes, MongoException cause) {
    return new ConnectFailedException(
        new Explanation(
            "Cannot initiate " + Plan.SET_NAME + " at",
            nodes.get(0).address(),
            String.valueOf(cause.getMessage()),
            "Take back the arguments and parameters of the builder one by one."),
        cause);
  }

  private static void awaitUsable(List<Node> nodes, List<Ask> asks) {
    awaitUsable(
        nodes,
        () -> asks.stream().anyMatch(Ask::isPrimary) && asks.stream().allMatch(Ask::isUsable));
  }

  private static void awaitUsable(List<Node> nodes, java.util.function.BooleanSupplier usable) {
    String addresses = String.join(",", nodes.stream().map(Node::address).toList());
    Ask.until(
        "Cannot bring " + Plan.SET_NAME + " into use at",
        addresses,
        LIMIT,
        () -> {
          nodes.forEach(Initiation::refuseDead);
          return usable.getAsBoolean();
        },
        () -> "; the first log ends with: " + nodes.get(0).logTail());
  }

  private static void refuseDead(Node node) {
    if (!node.running()) {
      throw new ConnectFailedException(
          new Explanation(
              "Cannot start mongod at",
              node.address(),
              "it ended by itself, its log ends with: " + node.logTail(),
              "Remove the argument or parameter it complains of."),
          null);
    }
  }
}
