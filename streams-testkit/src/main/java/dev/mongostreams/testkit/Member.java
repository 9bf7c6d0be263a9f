package dev.mongostreams.testkit;

import com.mongodb.MongoException;
import dev.mongostreams.failure.Explanation;
import dev.mongostreams.testkit.fault.FaultProxy;
import dev.mongostreams.testkit.way.Ask;
import dev.mongostreams.testkit.way.Initiation;
import dev.mongostreams.testkit.way.Node;
import java.util.function.BooleanSupplier;
import org.bson.Document;

/**
 * One member of a replica set that was started here. Its methods return when what they promise has
 * happened. Use it from one thread at a time; it ends with its {@link ReplicaSet}.
 */
public final class Member {
  private final Node node;

  Member(Node node) {
    this.node = node;
  }

  /**
   * Returns the name it has in the set and for its clients.
   *
   * @return host and port
   */
  public String address() {
    return node.address();
  }

  /**
   * Asks whether it takes writes now.
   *
   * @return false also if it does not answer
   */
  public boolean isPrimary() {
    try (Ask ask = new Ask(address())) {
      return isPrimary(ask);
    }
  }

  /** Ends it as {@code kill -9} does. Nothing happens if it does not run. */
  public void kill() {
    node.kill();
  }

  /** Ends it in order: connections are closed, data is on the disk. */
  public void stop() {
    node.stop();
  }

  /** Starts it on the data it had and waits until it is primary or secondary; stops it before. */
  public void restart() {
    node.stop();
    node.start();
    Initiation.awaitUsable(node);
  }

  /**
   * Resets every connection clients have to it. They may come back at once.
   *
   * @throws IllegalStateException if the set was not built with {@link ReplicaSetBuilder#proxied()}
   */
  public void cutConnections() {
    proxy("cut connections to").cut();
  }

  /**
   * Cuts its next large reply, of 16 KiB or more, in the middle.
   *
   * @return tells whether that has happened
   * @throws IllegalStateException if the set was not built with {@link ReplicaSetBuilder#proxied()}
   */
  public BooleanSupplier cutReply() {
    return proxy("cut a reply of").cutReply();
  }

  /**
   * Lets its clients, old and new, send and hear nothing, without an error, until {@link
   * #restore()}.
   *
   * @throws IllegalStateException if the set was not built with {@link ReplicaSetBuilder#proxied()}
   */
  public void blackHole() {
    proxy("open a black hole before").blackHole();
  }

  /**
   * Ends a black hole; what was sent meanwhile arrives.
   *
   * @throws IllegalStateException if the set was not built with {@link ReplicaSetBuilder#proxied()}
   */
  public void restore() {
    proxy("end a black hole before").restore();
  }

  void stepDown(int seconds, boolean force) {
    Document command =
        new Document("replSetStepDown", seconds)
            .append("secondaryCatchUpPeriodSecs", force ? 0 : Math.max(1, seconds / 2))
            .append("force", force);
    try (Ask ask = new Ask(address())) {
      ask.admin(command);
    } catch (MongoException e) {
      // Old servers close the connection instead of an answer.
      if (isPrimary()) {
        throw e;
      }
    }
  }

  boolean isPrimary(Ask ask) {
    // A dead one would not answer either, but take its time.
    return node.running() && ask.isPrimary();
  }

  private FaultProxy proxy(String deed) {
    FaultProxy proxy = node.proxy();
    if (proxy == null) {
      throw new IllegalStateException(
          new Explanation(
                  "Cannot " + deed,
                  address(),
                  "its clients reach it directly",
                  "Build the set with proxied().")
              .message());
    }
    return proxy;
  }

  @Override
  public String toString() {
    return address();
  }
}
