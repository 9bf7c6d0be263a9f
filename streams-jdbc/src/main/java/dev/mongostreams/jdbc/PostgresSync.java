package dev.mongostreams.jdbc;

import dev.mongostreams.checkpoint.Checkpoint;
import dev.mongostreams.handler.PositionKeepingHandler;
import dev.mongostreams.jdbc.internal.Identifier;
import dev.mongostreams.jdbc.internal.SyncDatabase;
import dev.mongostreams.jdbc.internal.TableSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A sink that keeps collections in PostgreSQL tables. The rows of a batch of changes and the
 * position behind it are stored in one transaction, so each change has its effect exactly once,
 * whenever this program or PostgreSQL is killed. Of two programs with the same name the later one
 * goes on, and the earlier one can store nothing more.
 *
 * <pre>{@code
 * PostgresSync sync =
 *     PostgresSync.to(dataSource)
 *         .tables(SyncTable.of("models").column("name", SqlType.TEXT), SyncTable.of("predictions"))
 *         .createTables(true)
 *         .build();
 * streams
 *     .watchCollections("models", "predictions")
 *     .fullDocument(FullDocument.UPDATE_LOOKUP)
 *     .into("postgres", sync)
 *     .start();
 * }</pre>
 *
 * <p>Updates need the document that {@code UPDATE_LOOKUP} brings; one whose document was gone by
 * then changes nothing, as its delete follows. While PostgreSQL is away, or cannot do it now, the
 * sink waits and tries again until it can, however long that takes, and logs a warning at the
 * first, second, fourth, eighth attempt and so on; a change that PostgreSQL refuses goes the way of
 * {@link dev.mongostreams.WatcherBuilder#onFailure}, as a {@link java.sql.SQLException} that names
 * its SQLSTATE and no value.
 *
 * <p>Usable by any thread, and by several watchers under different names. A running watcher holds
 * one connection of the data source, which stays the caller's.
 */
public final class PostgresSync implements PositionKeepingHandler {
  /**
   * How long a transaction may wait for its next statement. When the host of a watcher dies, its
   * name is free after that time at the latest.
   */
  public static final Duration IDLE_LIMIT = Duration.ofSeconds(30);

  private final SyncDatabase database;
  private final int batchLimit;

  private PostgresSync(SyncDatabase database, int batchLimit) {
    this.database = database;
    this.batchLimit = batchLimit;
  }

  /**
   * Begins with where the tables are.
   *
   * @param source gives connections to one PostgreSQL, of release 14 or newer; a pool is not needed
   * @return a builder
   */
  public static Builder to(DataSource source) {
    return new Builder(source);
  }

  /**
   * Returns the statements that make the tables, those of the checkpoints included.
   *
   * @return statements that do nothing where a table is there
   */
  public List<String> ddl() {
    return database.ddl();
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.mongostreams.failure.CheckpointFailedException also when a table is missing, or has
   *     not the columns, the primary key or the rights that are needed
   */
  @Override
  public Slot claim(String name) {
    return database.claim(name);
  }

  @Override
  public @Nullable Checkpoint read(String name) {
    return database.read(name);
  }

  @Override
  public List<String> names() {
    return database.names();
  }

  @Override
  public boolean delete(String name) {
    return database.delete(name);
  }

  @Override
  public int batchLimit() {
    return batchLimit;
  }

  /** Says what to keep, and how. A method called twice keeps the last call. For one thread. */
  public static final class Builder {
    private static final String CHECKPOINTS = "mongo_streams_checkpoints";
    private static final int BATCH = 1_000;

    private final DataSource source;
    private List<TableSpec> tables = List.of();
    private @Nullable SqlEffect effect;
    private boolean createTables;
    private String checkpoints = CHECKPOINTS;
    private int batchLimit = BATCH;

    private Builder(DataSource source) {
      this.source = source;
    }

    /**
     * Names the tables. A change of a collection that has none is refused, so watch only
     * collections that have one.
     *
     * @param tables one for each collection; by default none, which needs an {@link #effect}
     * @return this builder
     * @throws IllegalArgumentException when two are of one collection, or have one name
     */
    public Builder tables(SyncTable... tables) {
      List<TableSpec> named = Arrays.stream(tables).map(SyncTable::spec).toList();
      Set<String> seen = new HashSet<>();
      for (TableSpec table : named) {
        String collection = table.database() + " " + table.collection();
        if (!seen.add("t" + table.table()) || !seen.add("c" + collection)) {
          throw new IllegalArgumentException(
              "Cannot keep two collections in the table "
                  + table.table()
                  + ", or one in two: their rows would overwrite each other. Name each once.");
        }
      }
      this.tables = named;
      return this;
    }

    /**
     * Adds statements of your own to each transaction.
     *
     * @param effect by default none
     * @return this builder
     */
    public Builder effect(SqlEffect effect) {
      this.effect = effect;
      return this;
    }

    /**
     * Says whether the tables are created where they are missing, when a watcher starts.
     *
     * @param on by default false: a missing table is refused then. With true the user needs the
     *     right to create tables in their schemas; a table that is there stays as it is
     * @return this builder
     */
    public Builder createTables(boolean on) {
      this.createTables = on;
      return this;
    }

    /**
     * Names the table of the checkpoints.
     *
     * @param name with a schema and a dot in front of it, or without; by default {@code
     *     mongo_streams_checkpoints}
     * @return this builder
     * @throws IllegalArgumentException when a part is empty, longer than 63 bytes, or has a NUL
     */
    public Builder checkpointTable(String name) {
      this.checkpoints = Identifier.table(name);
      return this;
    }

    /**
     * Bounds how many changes one transaction stores.
     *
     * @param events at least 1; by default 1,000. What is there is stored: nothing waits for more
     * @return this builder
     * @throws IllegalArgumentException when it is less than 1
     */
    public Builder batchLimit(int events) {
      if (events < 1) {
        throw new IllegalArgumentException(
            "Cannot store " + events + " changes in a transaction: give at least 1.");
      }
      this.batchLimit = events;
      return this;
    }

    /**
     * Makes the sink. The database is asked for nothing until a watcher starts.
     *
     * @return the sink
     * @throws IllegalStateException when there is neither a table nor an effect, or a table is to
     *     be dropped and none created
     */
    public PostgresSync build() {
      if (tables.isEmpty() && effect == null) {
        throw new IllegalStateException(
            "Cannot sync to nothing: call tables(...) or effect(...) first.");
      }
      for (TableSpec table : tables) {
        if (table.onDrop() == OnDrop.DROP_TABLE && !createTables) {
          throw new IllegalStateException(
              "Cannot drop the table "
                  + table.table()
                  + " with its collection and never create it again: call createTables(true), or"
                  + " take OnDrop.TRUNCATE.");
        }
      }
      return new PostgresSync(
          new SyncDatabase(source, tables, effect, checkpoints, createTables), batchLimit);
    }
  }
}
