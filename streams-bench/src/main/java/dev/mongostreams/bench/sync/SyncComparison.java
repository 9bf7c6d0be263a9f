package dev.mongostreams.bench.sync;

import com.mongodb.client.model.changestream.FullDocument;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.StartPosition;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.bench.reader.CatchUp;
import dev.mongostreams.bench.record.Gate;
import dev.mongostreams.bench.report.Rates;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * How many changes a second does {@code PostgresSync} keep in a table, beside one statement an
 * event, and beside batches whose transaction has no checkpoint in it?
 *
 * <p>Workload: a history of inserts, updates, replaces and deletes of models of 0.4 KiB, written
 * once and read from its start by each way in turn. Updates bring the document that the server
 * looks up. The table is made anew before each run and compared with the collection after it; a run
 * that leaves another row is void.
 *
 * <p>Command: {@code ./streams bench sync}. One should see batches many times as fast as single
 * statements, as each of those waits for the disk, and the checkpoint cost nothing that counts.
 */
public final class SyncComparison {
  private static final double LEAST_TO_STATEMENTS = 5;
  private static final double LEAST_TO_BATCHES = 0.8;
  private static final int BATCH = 1_000;

  /** Of one run, so that nothing hangs: a slow disk does some hundred commits a second. */
  private static final Duration LIMIT = Duration.ofMinutes(15);

  private final ChangeStreams streams;
  private final DataSource source;
  private final ModelHistory history;
  private final Consumer<String> tell;
  private final ModelTable table;
  private boolean voided;

  /**
   * Makes a comparison.
   *
   * @param streams on the database of the history
   * @param source of a database that nobody else uses
   */
  public SyncComparison(
      ChangeStreams streams, DataSource source, ModelHistory history, Consumer<String> tell) {
    this.streams = streams;
    this.source = source;
    this.history = history;
    this.tell = tell;
    this.table = new ModelTable(source);
  }

  /** The changes a second of each way, over so many rounds, and one more that does not count. */
  public Rates<Way> compare(int rounds) throws InterruptedException {
    return Rates.take(Way.class, rounds, this::run, tell);
  }

  /** True when a run has left a table that is not like the collection. */
  public boolean voided() {
    return voided;
  }

  /** What the rates have to reach. */
  public static List<Gate> gates(Rates<Way> rates) {
    return List.of(
        Gate.atLeast(
            "PostgresSync / one statement an event",
            rates.ratio(Way.SYNC, Way.STATEMENT_AN_EVENT),
            LEAST_TO_STATEMENTS),
        Gate.atLeast(
            "PostgresSync / batches without a checkpoint",
            rates.ratio(Way.SYNC, Way.BATCHES),
            LEAST_TO_BATCHES));
  }

  private OptionalDouble run(Way way) throws InterruptedException {
    table.create();
    // Nobody pays for the garbage of the run before.
    System.gc();
    long begin = System.nanoTime();
    try {
      catchUp(way);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    long nanos = System.nanoTime() - begin;
    Contents left = table.contents();
    if (way != Way.WATCHER && !left.equals(history.contents())) {
      voided = true;
      tell.accept("VOID: " + way.label() + " left " + left + " of " + history.contents());
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(history.changes() * 1e9 / nanos);
  }

  private void catchUp(Way way) throws SQLException, InterruptedException {
    WatcherBuilder builder =
        streams
            .watchCollection(history.collection())
            .fullDocument(FullDocument.UPDATE_LOOKUP)
            .startAt(StartPosition.at(history.start()));
    switch (way) {
      case WATCHER -> drain(builder.onBatch(BATCH, batch -> {}));
      case STATEMENT_AN_EVENT -> {
        try (StatementAnEvent handler = new StatementAnEvent(source)) {
          drain(builder.onChange(handler));
        }
      }
      case BATCHES -> {
        try (ArrayBatches handler = new ArrayBatches(source)) {
          drain(builder.onBatch(BATCH, handler));
        }
      }
      case SYNC -> drain(builder.into("bench", table.sync()));
    }
  }

  private void drain(WatcherBuilder builder) throws InterruptedException {
    CatchUp.run(builder, history.changes(), LIMIT);
  }
}
