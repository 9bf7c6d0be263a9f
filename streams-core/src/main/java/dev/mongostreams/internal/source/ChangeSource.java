package dev.mongostreams.internal.source;

import dev.mongostreams.Engine;
import dev.mongostreams.Scope;
import dev.mongostreams.StartPosition;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * One change stream of one server, not opened yet. Immutable; its cursors are not.
 *
 * <p>Calls that ask the server block their thread and throw what the driver throws, unclassified.
 */
public interface ChangeSource {

  /** What it streams. */
  Scope scope();

  /** How it reads, never {@link Engine#AUTO}. */
  Engine engine();

  /**
   * Opens a cursor. Blocks until the server has answered.
   *
   * @param from where to begin
   * @return a cursor that has its first batch, which may carry events
   */
  ChangeCursor open(StartPosition from);

  /**
   * Asks for the time of the oldest change that could still be streamed. Blocks for a few seconds
   * at most.
   *
   * @return the cluster time; null where the rights do not reach so far, or nobody answers
   */
  @Nullable BsonTimestamp oldest();
}
