package dev.mongostreams;

import java.time.Instant;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/** Where a watcher begins. Immutable. */
public sealed interface StartPosition {

  /** From the moment the cursor opens. */
  record Now() implements StartPosition {}

  /**
   * Right after the event or batch the token belongs to.
   *
   * @param token the last position that was handled
   */
  record After(ResumeToken token) implements StartPosition {}

  /**
   * Right after the token, in a cursor that begins anew: the only way past an {@code invalidate}.
   *
   * @param token usually the token of an invalidate event
   */
  record StartAfter(ResumeToken token) implements StartPosition {}

  /**
   * At the first change whose cluster time is not before this one.
   *
   * @param time the cluster time, inclusive
   */
  record AtTime(BsonTimestamp time) implements StartPosition {}

  /**
   * Tells when it is.
   *
   * @return the cluster time, or null when it is from now on or its token does not tell
   */
  default @Nullable BsonTimestamp clusterTime() {
    if (this instanceof After after) {
      return after.token().clusterTime();
    }
    if (this instanceof StartAfter after) {
      return after.token().clusterTime();
    }
    return this instanceof AtTime at ? at.time() : null;
  }

  /**
   * Begins with the first change after the cursor has opened. The default.
   *
   * @return the position
   */
  static StartPosition now() {
    return new Now();
  }

  /**
   * Goes on right after a token. Refused by the server when the token is of an {@code invalidate}
   * event; use {@link #startAfter} for that one.
   *
   * @param token the last position that was handled
   * @return the position
   */
  static StartPosition after(ResumeToken token) {
    return new After(token);
  }

  /**
   * Begins a new cursor right after a token, which may be of an {@code invalidate} event.
   *
   * @param token the position before the first change wanted
   * @return the position
   */
  static StartPosition startAfter(ResumeToken token) {
    return new StartAfter(token);
  }

  /**
   * Begins at a time, by the clock of the server, whole seconds.
   *
   * @param time the first second wanted; what it has beyond whole seconds is dropped
   * @return the position
   * @throws IllegalArgumentException when the time is before 1970 or after 2106, which a cluster
   *     time cannot express
   */
  static StartPosition at(Instant time) {
    long seconds = time.getEpochSecond();
    if (seconds < 0 || seconds > 0xFFFF_FFFFL) {
      throw new IllegalArgumentException(
          "Cannot start at " + time + ": a cluster time lies between 1970 and 2106.");
    }
    return new AtTime(new BsonTimestamp((int) seconds, 0));
  }

  /**
   * Begins at a cluster time.
   *
   * @param time the first cluster time wanted, inclusive
   * @return the position
   */
  static StartPosition at(BsonTimestamp time) {
    return new AtTime(time);
  }
}
