package dev.mongostreams.jdbc.internal;

import dev.mongostreams.checkpoint.Checkpoint;
import dev.mongostreams.checkpoint.CheckpointName;
import dev.mongostreams.handler.PositionKeepingHandler;
import dev.mongostreams.jdbc.PostgresSync;
import dev.mongostreams.jdbc.SqlEffect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL with the tables of a sink: gives out its names. Usable by any thread. */
public final class SyncDatabase {
  private static final String UNDEFINED_TABLE = "42P01";

  /** Of two sessions that create a table at the same time one is told that it is there. */
  private static final Set<String> CREATED_MEANWHILE = Set.of("23505", "42P07", "42710", "XX000");

  private static final int MOST_TRIES = 3;

  private final DataSource source;
  private final List<TableSpec> tables;
  private final @Nullable SqlEffect effect;
  private final String where;
  private final CheckpointTable checkpoints;
  private final boolean createTables;

  /** Names what there is, and asks for nothing. */
  public SyncDatabase(
      DataSource source,
      List<TableSpec> tables,
      @Nullable SqlEffect effect,
      String checkpointTable,
      boolean createTables) {
    this.source = source;
    this.tables = tables;
    this.effect = effect;
    this.where = checkpointTable;
    this.checkpoints = new CheckpointTable(checkpointTable, PostgresSync.IDLE_LIMIT);
    this.createTables = createTables;
  }

  /** The statements that make the tables. */
  public List<String> ddl() {
    return Stream.concat(
            Stream.of(checkpoints.createSql()), tables.stream().map(TableSpec::createSql))
        .toList();
  }

  /** Takes a name, once the tables are as they must be. */
  public PositionKeepingHandler.Slot claim(String name) {
    CheckpointName.checked(name);
    HeldConnection held = new HeldConnection(source);
    TableEffect rows = new TableEffect(tables);
    String owner = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
    try {
      Connection connection = held.get();
      if (createTables) {
        create(connection);
      }
      rows.check(connection);
      connection.rollback();
      Checkpoint loaded = checkpoints.claim(connection, name, owner);
      connection.commit();
      SqlEffect also = effect == null ? (any, changes) -> {} : effect;
      return new PostgresSlot(checkpoints, held, rows, also, name, owner, loaded);
    } catch (SQLException failure) {
      held.drop();
      throw SqlFailures.explained(SqlFailures.CLAIM, on(name), failure);
    } catch (RuntimeException refused) {
      held.drop();
      throw refused;
    }
  }

  private void create(Connection connection) throws SQLException {
    for (int tries = 1; ; tries++) {
      try (Statement statement = connection.createStatement()) {
        for (String sql : ddl()) {
          statement.execute(sql);
        }
        connection.commit();
        return;
      } catch (SQLException failure) {
        connection.rollback();
        if (!CREATED_MEANWHILE.contains(Outage.state(failure)) || tries == MOST_TRIES) {
          throw failure;
        }
      }
    }
  }

  /** Reads a checkpoint; null when there is none, and when the table is not there yet. */
  public @Nullable Checkpoint read(String name) {
    CheckpointName.checked(name);
    return asked(
            SqlFailures.READ,
            on(name),
            Optional.<Checkpoint>empty(),
            open -> Optional.ofNullable(checkpoints.read(open, name)))
        .orElse(null);
  }

  /** The names of what was saved. */
  public List<String> names() {
    return asked(SqlFailures.LIST, where, List.of(), checkpoints::names);
  }

  /** Forgets a checkpoint; false when there was none. */
  public boolean delete(String name) {
    CheckpointName.checked(name);
    return asked(SqlFailures.DELETE, on(name), false, open -> checkpoints.delete(open, name));
  }

  private String on(String name) {
    return name + " in " + where;
  }

  /** What is asked in a transaction of its own. */
  private interface Question<T> {
    T ask(Connection connection) throws SQLException;
  }

  private <T> T asked(String what, String on, T withoutTable, Question<T> question) {
    HeldConnection held = new HeldConnection(source);
    try {
      Connection connection = held.get();
      T answer = question.ask(connection);
      connection.commit();
      return answer;
    } catch (SQLException failure) {
      if (Outage.state(failure).equals(UNDEFINED_TABLE)) {
        return withoutTable;
      }
      throw SqlFailures.explained(what, on, failure);
    } finally {
      held.drop();
    }
  }
}
