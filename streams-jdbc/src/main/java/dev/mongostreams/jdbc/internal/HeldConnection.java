package dev.mongostreams.jdbc.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a data source, held from call to call and replaced when it is lost. For one
 * thread.
 */
final class HeldConnection {
  private static final Logger LOG = LoggerFactory.getLogger(HeldConnection.class);

  /**
   * How long the network may be silent before a connection counts as lost, unless the data source
   * says so itself. A statement that waits for a lock is silent too.
   */
  static final Duration SILENCE = Duration.ofMinutes(1);

  private final DataSource source;
  private @Nullable Connection open;

  /** Whether the limit on it is of our making. */
  private boolean limited;

  HeldConnection(DataSource source) {
    this.source = source;
  }

  /** The connection, without auto-commit; taken from the source when there is none. */
  Connection get() throws SQLException {
    Connection held = open;
    if (held == null) {
      held = taken();
      open = held;
      limited = held.getNetworkTimeout() == 0;
      if (limited) {
        held.setNetworkTimeout(Runnable::run, (int) SILENCE.toMillis());
      }
      held.setAutoCommit(false);
    }
    return held;
  }

  /** Whatever prevents taking one is an {@link Outage}. */
  private Connection taken() throws SQLException {
    try {
      return source.getConnection();
    } catch (SQLException none) {
      LOG.debug("No connection", none);
      throw new SQLTransientConnectionException(
          "There is no connection to PostgreSQL.", Outage.state(none));
    }
  }

  /** Nothing of the transaction is to stay; a connection that cannot do that is given up. */
  void rollBack() {
    Connection held = open;
    if (held == null) {
      return;
    }
    try {
      held.rollback();
    } catch (SQLException lost) {
      LOG.debug("No rollback", lost);
      drop();
    }
  }

  /** Gives the connection up. */
  void drop() {
    Connection held = open;
    open = null;
    if (held == null) {
      return;
    }
    try (held) {
      if (!held.isClosed()) {
        // A pool gives it to others, who have not asked for transactions; and what is not committed
        // would be by the switch.
        held.rollback();
        held.setAutoCommit(true);
        if (limited) {
          held.setNetworkTimeout(Runnable::run, 0);
        }
      }
    } catch (SQLException lost) {
      LOG.debug("Closed with a failure", lost);
    }
  }
}
