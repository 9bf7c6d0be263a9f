package dev.mongostreams.checkpoint;

import dev.mongostreams.ResumeToken;
import dev.mongostreams.StartPosition;
import java.time.Instant;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * A saved position and whose it is. Everything at or below the position has been handled.
 * Immutable, compared by content.
 *
 * <p>Written and read as one document with a version. Fields that this version does not know are
 * kept when the checkpoint {@linkplain #movedTo moves} and is written again.
 */
public final class Checkpoint {
  private static final int VERSION = 1;

  private final StartPosition position;
  private final CheckpointIdentity identity;
  private final Instant savedAt;
  private final @Nullable StartPosition lostAfter;

  /** All that was read, for the fields that a newer release may have added. */
  private final BsonDocument origin;

  private Checkpoint(
      StartPosition position,
      CheckpointIdentity identity,
      Instant savedAt,
      @Nullable StartPosition lostAfter,
      BsonDocument origin) {
    this.position = fixed(position);
    this.identity = identity;
    this.savedAt = Instant.ofEpochMilli(savedAt.toEpochMilli());
    this.lostAfter = lostAfter == null ? null : fixed(lostAfter);
    this.origin = origin;
  }

  private static StartPosition fixed(StartPosition position) {
    if (position instanceof StartPosition.Now) {
      throw new IllegalArgumentException(
          "Cannot save \"now\" as a position: it means another every time. Save a token or a time.");
    }
    return position;
  }

  /**
   * Makes the first checkpoint of a stream.
   *
   * @param position where to go on
   * @param identity the stream that the position belongs to
   * @param savedAt when it is saved, by the clock of the watcher; kept to the millisecond
   * @return the checkpoint
   * @throws IllegalArgumentException when the position is {@link StartPosition.Now}
   */
  public static Checkpoint of(
      StartPosition position, CheckpointIdentity identity, Instant savedAt) {
    return new Checkpoint(position, identity, savedAt, null, new BsonDocument());
  }

  /**
   * Makes the checkpoint that follows this one.
   *
   * @param position where to go on
   * @param identity the stream, as it is known now
   * @param savedAt when it is saved
   * @return a checkpoint that keeps {@link #lostAfter()} and the fields that are not known
   * @throws IllegalArgumentException when the position is {@link StartPosition.Now}
   */
  public Checkpoint movedTo(StartPosition position, CheckpointIdentity identity, Instant savedAt) {
    return new Checkpoint(position, identity, savedAt, lostAfter, origin);
  }

  /**
   * Remembers where history was lost.
   *
   * @param lastSafe the position behind which the server could not go on
   * @return a checkpoint at the same position
   * @throws IllegalArgumentException when the position is {@link StartPosition.Now}
   */
  public Checkpoint lostAfter(StartPosition lastSafe) {
    return new Checkpoint(position, identity, savedAt, lastSafe, origin);
  }

  /**
   * Tells where to go on.
   *
   * @return the position; never {@link StartPosition.Now}
   */
  public StartPosition position() {
    return position;
  }

  /**
   * Tells whose position it is.
   *
   * @return the stream that the position belongs to
   */
  public CheckpointIdentity identity() {
    return identity;
  }

  /**
   * Tells when it was saved.
   *
   * @return the time, by the clock of the watcher
   */
  public Instant savedAt() {
    return savedAt;
  }

  /**
   * Tells where history was lost last, so that what is missing can be looked for.
   *
   * @return the last position before the loss, or null when none is known
   */
  public @Nullable StartPosition lostAfter() {
    return lostAfter;
  }

  /**
   * Writes it as a document, for stores.
   *
   * @return a new document that {@link #parse} reads
   */
  public BsonDocument document() {
    BsonDocument document = origin.clone();
    document.append("version", new BsonInt32(VERSION));
    document.append("position", written(position));
    document.append("identity", identity.document());
    document.append("savedAt", new BsonDateTime(savedAt.toEpochMilli()));
    if (lostAfter != null) {
      document.append("lostAfter", written(lostAfter));
    }
    return document;
  }

  /**
   * Reads a document that {@link #document} wrote.
   *
   * @param document the document
   * @return the checkpoint
   * @throws IllegalArgumentException when it is none, or of a newer version; the message is a
   *     clause
   */
  public static Checkpoint parse(BsonDocument document) {
    try {
      int version = document.getInt32("version").getValue();
      if (version != VERSION) {
        throw new IllegalArgumentException(
            "it is of version "
                + version
                + (version > VERSION ? ", written by a newer release" : "")
                + ", and this release reads version "
                + VERSION);
      }
      return new Checkpoint(
          read(document.getDocument("position")),
          CheckpointIdentity.of(document.getDocument("identity")),
          Instant.ofEpochMilli(document.getDateTime("savedAt").getValue()),
          document.containsKey("lostAfter") ? read(document.getDocument("lostAfter")) : null,
          document.clone());
    } catch (BsonInvalidOperationException malformed) {
      throw new IllegalArgumentException("it lacks a field that a checkpoint has", malformed);
    }
  }

  private static BsonDocument written(StartPosition position) {
    if (position instanceof StartPosition.After after) {
      return new BsonDocument("after", after.token().document());
    }
    if (position instanceof StartPosition.StartAfter after) {
      return new BsonDocument("startAfter", after.token().document());
    }
    return new BsonDocument("atTime", ((StartPosition.AtTime) position).time());
  }

  private static StartPosition read(BsonDocument at) {
    if (at.isDocument("after")) {
      return StartPosition.after(ResumeToken.of(at.getDocument("after")));
    }
    if (at.isDocument("startAfter")) {
      return StartPosition.startAfter(ResumeToken.of(at.getDocument("startAfter")));
    }
    BsonTimestamp time = at.getTimestamp("atTime");
    return StartPosition.at(time);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Checkpoint checkpoint && document().equals(checkpoint.document());
  }

  @Override
  public int hashCode() {
    return document().hashCode();
  }

  /** Returns the position and the name parts of the stream, for logs. */
  @Override
  public String toString() {
    return position + " of " + identity.parts();
  }
}
