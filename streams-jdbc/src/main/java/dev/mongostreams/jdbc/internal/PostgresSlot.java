package dev.mongostreams.jdbc.internal;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ResumeToken;
import dev.mongostreams.checkpoint.Checkpoint;
import dev.mongostreams.handler.PositionKeepingHandler;
import dev.mongostreams.jdbc.SqlEffect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A name that is held by one writer, and the transactions it stores in. Each begins with moving the
 * row of the name on by one, from the place where this slot has left it. So it waits for whatever
 * else touches that row, also for a commit of its own that nobody has answered, and then knows what
 * became of it: the row stands where it stood, or one further, or is somebody else's.
 *
 * <p>For one thread, but for {@link #close}.
 */
final class PostgresSlot implements PositionKeepingHandler.Slot {
  private final CheckpointTable checkpoints;
  private final HeldConnection held;
  private final TableEffect tables;
  private final SqlEffect effect;
  private final String name;
  private final String owner;
  private final @Nullable Checkpoint loaded;
  private final Outage outage;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** How often this slot has stored something, as far as it knows. */
  private long sequence;

  /** The events of a commit that nobody has answered, or null: all of them are stored, or none. */
  private @Nullable Set<ResumeToken> inDoubt;

  /** Events that are stored though the call that brought them did not say so. */
  private Set<ResumeToken> stored = new HashSet<>();

  PostgresSlot(
      CheckpointTable checkpoints,
      HeldConnection held,
      TableEffect tables,
      SqlEffect effect,
      String name,
      String owner,
      @Nullable Checkpoint loaded) {
    this.checkpoints = checkpoints;
    this.held = held;
    this.tables = tables;
    this.effect = effect;
    this.name = name;
    this.owner = owner;
    this.loaded = loaded;
    this.outage = new Outage(name);
  }

  @Override
  public @Nullable Checkpoint loaded() {
    return loaded;
  }

  /** Tries once: whoever saves positions tries again by himself. */
  @Override
  public void save(Checkpoint checkpoint) {
    refuseClosed();
    try {
      boolean done = false;
      while (!done) {
        done = store(List.of(), checkpoint);
      }
    } catch (SQLException failure) {
      throw SqlFailures.explained(SqlFailures.SAVE, name, failure);
    } catch (RuntimeException told) {
      throw told;
    } catch (Exception ofNoEffect) {
      throw new IllegalStateException(ofNoEffect);
    }
  }

  @Override
  public void handle(List<ChangeEvent> changes, Checkpoint behind) throws Exception {
    refuseClosed();
    boolean done = false;
    while (!done) {
      try {
        done = store(changes, behind);
      } catch (SQLException failure) {
        if (!Outage.isOne(failure)) {
          throw failure;
        }
        held.drop();
        outage.pause(failure, closed);
      }
    }
    outage.over();
  }

  private void refuseClosed() {
    if (closed.getCount() == 0) {
      throw SqlFailures.closed(name);
    }
  }

  /**
   * Stores changes and the position behind them in one transaction.
   *
   * @return false when an earlier try turned out to have worked, and the rest is to be stored
   */
  private boolean store(List<ChangeEvent> changes, Checkpoint behind) throws Exception {
    List<ChangeEvent> left = left(changes);
    if (left.isEmpty() && !stored.isEmpty()) {
      tokens(changes).forEach(stored::remove);
      return true;
    }
    boolean over = false;
    try {
      Connection connection = held.get();
      if (!begin(connection, behind)) {
        return false;
      }
      if (!left.isEmpty()) {
        tables.apply(connection, left);
        also(connection, left);
      }
      commit(connection, left);
      stored = new HashSet<>();
      over = true;
      return true;
    } finally {
      if (!over) {
        held.rollBack();
      }
    }
  }

  /** Locks the row and moves it on; false when it had been moved by an earlier try. */
  private boolean begin(Connection connection, Checkpoint behind) throws SQLException {
    try {
      boolean moved = checkpoints.advance(connection, name, owner, sequence, behind);
      if (moved) {
        inDoubt = null;
      } else {
        settle(connection);
      }
      return moved;
    } catch (SQLException failure) {
      throw SqlFailures.told("Cannot move the position of", name, failure);
    }
  }

  private void also(Connection connection, List<ChangeEvent> changes) throws Exception {
    try {
      effect.apply(connection, changes);
    } catch (SQLException failure) {
      throw SqlFailures.told("Cannot add the effect on changes to", name, failure);
    }
  }

  private List<ChangeEvent> left(List<ChangeEvent> changes) {
    return stored.isEmpty()
        ? changes
        : changes.stream().filter(change -> !stored.contains(change.token())).toList();
  }

  /** The row is not where this slot has left it: finds out why. */
  private void settle(Connection connection) throws SQLException {
    CheckpointTable.Holder holder = checkpoints.holder(connection, name);
    boolean further =
        holder != null && holder.owner().equals(owner) && holder.sequence() == sequence + 1;
    if (!further || inDoubt == null) {
      throw SqlFailures.fenced(name);
    }
    sequence++;
    stored.addAll(inDoubt);
    inDoubt = null;
  }

  private void commit(Connection connection, List<ChangeEvent> changes) throws SQLException {
    boolean answered = false;
    try {
      connection.commit();
      answered = true;
      sequence++;
    } catch (SQLException failure) {
      throw SqlFailures.told("Cannot commit changes of", name, failure);
    } finally {
      if (!answered) {
        inDoubt = tokens(changes);
      }
    }
  }

  private static Set<ResumeToken> tokens(List<ChangeEvent> changes) {
    return changes.stream().map(ChangeEvent::token).collect(Collectors.toCollection(HashSet::new));
  }

  /** Ends a wait for the database, too. The next claim takes the name without being told. */
  @Override
  public void close() {
    closed.countDown();
    held.drop();
  }
}
