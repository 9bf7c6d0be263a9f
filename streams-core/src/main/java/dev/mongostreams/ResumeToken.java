package dev.mongostreams;

import dev.mongostreams.internal.bson.TokenHead;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * A position in the history of the server, opaque to everyone else. An event has one, and so has
 * the end of each batch. Immutable, compared by content.
 *
 * <p>A token belongs to the cluster and the scope it came from. The server may accept it elsewhere
 * and then answer nonsense, so keep the two together.
 */
public final class ResumeToken {

  /** What a token stands for, as far as its text tells. */
  public enum Kind {
    /** A change. */
    EVENT,
    /** The end of a stream whose collection or database is gone: only a new cursor goes on. */
    INVALIDATE,
    /** A moment without a change: how far the server has looked. */
    HIGH_WATER_MARK,
    /** Written by a server that is not known here. */
    UNKNOWN
  }

  /** The type byte of a cluster time: each token of MongoDB 4.0.7 and later starts with it. */
  private static final Pattern HEX = Pattern.compile("82(?:[0-9A-F]{2}){8,}");

  private static final String DATA = "_data";

  private final BsonDocument document;

  private ResumeToken(BsonDocument document) {
    this.document = document;
  }

  /**
   * Wraps a token as the server sent it: the {@code _id} of an event, or a post-batch resume token.
   *
   * @param document the token document; must not be changed afterwards
   * @return the token
   */
  public static ResumeToken of(BsonDocument document) {
    return new ResumeToken(document);
  }

  /**
   * Reads a token from text: the hexadecimal {@code _data} alone, or the whole document as JSON.
   *
   * @param text for example {@code 8267...} or <code>{"_data": "8267..."}</code>
   * @return the token
   * @throws IllegalArgumentException when the text cannot be a token
   */
  public static ResumeToken parse(String text) {
    String trimmed = text.strip();
    BsonDocument document =
        trimmed.startsWith("{") ? json(trimmed) : new BsonDocument(DATA, new BsonString(trimmed));
    String hex =
        document.isString(DATA) ? document.getString(DATA).getValue().toUpperCase(Locale.ROOT) : "";
    if (!HEX.matcher(hex).matches()) {
      throw malformed("it is not a hexadecimal string that starts with 82");
    }
    // What else it has stays: the server adds the types of numbers in the key.
    return new ResumeToken(document.append(DATA, new BsonString(hex)));
  }

  private static BsonDocument json(String text) {
    try {
      return BsonDocument.parse(text);
    } catch (RuntimeException notJson) {
      throw malformed("it is not valid JSON");
    }
  }

  private static IllegalArgumentException malformed(String why) {
    return new IllegalArgumentException(
        "Cannot read the resume token: "
            + why
            + ". Copy the whole _data value of an event's _id, or the _id document as JSON.");
  }

  /**
   * Returns the token as the server understands it.
   *
   * @return the token document; must not be changed
   */
  public BsonDocument document() {
    return document;
  }

  /**
   * Tells when it happened, by the clock of the server. Two tokens of one cluster stand in the
   * order of their times; those of one transaction have the same.
   *
   * @return the cluster time, or null when it cannot be told
   */
  public @Nullable BsonTimestamp clusterTime() {
    TokenHead head = head();
    return head == null ? null : head.clusterTime();
  }

  /**
   * Tells what it stands for.
   *
   * @return the kind; {@link Kind#UNKNOWN} when it cannot be told
   */
  public Kind kind() {
    TokenHead head = head();
    return head == null ? Kind.UNKNOWN : head.kind();
  }

  /**
   * Tells which collection the change was in. A collection that is dropped and made again gets
   * another UUID.
   *
   * @return the UUID, or null when the token has none or it cannot be told
   */
  public @Nullable UUID collection() {
    TokenHead head = head();
    return head == null ? null : head.collection();
  }

  private @Nullable TokenHead head() {
    return document.isString(DATA) ? TokenHead.read(document.getString(DATA).getValue()) : null;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResumeToken token && document.equals(token.document);
  }

  @Override
  public int hashCode() {
    return document.hashCode();
  }

  /**
   * Returns the text form that {@link #parse} reads: the {@code _data} value where there is one.
   */
  @Override
  public String toString() {
    return document.isString(DATA) ? document.getString(DATA).getValue() : document.toJson();
  }
}
