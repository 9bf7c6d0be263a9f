package dev.mongostreams.internal.source;

import dev.mongostreams.Engine;
import dev.mongostreams.Scope;
import dev.mongostreams.StartPosition;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * One change stream of one server, not opened yet. For any thread; its cursors are not.
 *
 * <p>Calls that ask the server block their thread and throw what the driver throws, unclassified.
 */
public interface ChangeSource {

  /** In which form a cursor brings events. */
  enum Form {
    /** As the user asked for them. */
    PLAIN,
    /** Those that are too large for a reply in fragments, one after the other. */
    SPLIT,
    /** As the user asked for them, one to a reply. */
    NARROW,
    /** In fragments, one to a reply. */
    SPLIT_NARROW,
    /** Without the documents that the server can leave out, one to a reply. */
    LIGHT,
    /** Nothing but what tells which event it is: kind, place, key and time. */
    KEYED,
    /** The same without the key, which may be what is too large. */
    BARE
  }

  /** What it streams. */
  Scope scope();

  /** How it reads, never {@link Engine#AUTO}. */
  Engine engine();

  /**
   * Opens a cursor. Blocks until the server has answered.
   *
   * @param from where to begin
   * @param form how events come; fragments only of a source that has named {@link Form#SPLIT}
   *     itself, and {@link Form#LIGHT} only of one that has named {@link Form#NARROW}
   * @return a cursor that has its first batch, which may carry events
   */
  ChangeCursor open(StartPosition from, Form form);

  /** The form in which all events come that are not too large for it. */
  default Form usualForm() {
    return Form.PLAIN;
  }

  /** The form to try when an event is too large; the usual one when there is no other. */
  default Form largeForm() {
    return usualForm();
  }

  /**
   * The session of the newest cursor, as the server knows it; null before one was asked for, and
   * when there is no server.
   */
  default @Nullable BsonDocument session() {
    return null;
  }

  /**
   * Asks for the time of the oldest change that could still be streamed. Blocks for a few seconds
   * at most.
   *
   * @return the cluster time; null where the rights do not reach so far, or nobody answers
   */
  @Nullable BsonTimestamp oldest();
}
