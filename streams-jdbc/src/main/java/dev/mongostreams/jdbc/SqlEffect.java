package dev.mongostreams.jdbc;

import dev.mongostreams.ChangeEvent;
import java.sql.Connection;
import java.util.List;

/**
 * Statements of your own for a batch of changes, in the transaction that also stores their rows and
 * the position behind them: a counter, an outbox, a history. What they do happens exactly once for
 * each change, whenever a crash comes.
 */
@FunctionalInterface
public interface SqlEffect {

  /**
   * Does what the changes mean. Called by one thread at a time, after the rows of the batch were
   * written; when the transaction does not come about, again with the same changes, together with
   * others or one by one.
   *
   * @param connection in the transaction: neither commit, roll back nor close it; it waits for its
   *     next statement no longer than {@link PostgresSync#IDLE_LIMIT}
   * @param changes at least one event, in the order of the stream; they belong to this call
   * @throws Exception whatever went wrong: nothing of the batch is stored. What a lost connection
   *     throws must come through as it is, so that the sink tries again
   */
  void apply(Connection connection, List<ChangeEvent> changes) throws Exception;
}
