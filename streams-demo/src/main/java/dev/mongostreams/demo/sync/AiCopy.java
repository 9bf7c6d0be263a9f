package dev.mongostreams.demo.sync;

import com.mongodb.client.model.changestream.FullDocument;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Watcher;
import dev.mongostreams.jdbc.PostgresSync;
import dev.mongostreams.jdbc.SqlEffect;
import dev.mongostreams.jdbc.SqlType;
import dev.mongostreams.jdbc.SyncTable;
import javax.sql.DataSource;

/** Keeps the AI database in PostgreSQL, over restarts of its watcher. For one thread. */
final class AiCopy implements AutoCloseable {
  private final ChangeStreams streams;
  private final PostgresSync sync;
  private Watcher watcher;

  private AiCopy(ChangeStreams streams, PostgresSync sync) {
    this.streams = streams;
    this.sync = sync;
    this.watcher = watch(streams, sync);
  }

  /** Starts a watcher that creates the tables. */
  static AiCopy start(ChangeStreams streams, DataSource source, SqlEffect effect) {
    return new AiCopy(streams, sync(source, effect));
  }

  // region tables
  private static SyncTable[] tables() {
    return new SyncTable[] {
      SyncTable.of("models")
          .column("id", SqlType.BIGINT)
          .column("name", SqlType.TEXT)
          .column("architecture", SqlType.TEXT)
          .column("created_at", SqlType.TIMESTAMPTZ),
      SyncTable.of("versions")
          .column("id", SqlType.BIGINT)
          .column("model_id", SqlType.BIGINT)
          .column("version", SqlType.TEXT)
          .column("created_at", SqlType.TIMESTAMPTZ),
      SyncTable.of("predictions")
          .column("id", SqlType.BIGINT)
          .column("model_version_id", SqlType.BIGINT)
          .column("input", SqlType.JSONB)
          .column("output", SqlType.JSONB)
          .column("confidence", SqlType.DOUBLE)
          .column("timestamp", SqlType.TIMESTAMPTZ),
      SyncTable.of("metrics")
          .column("id", SqlType.BIGINT)
          .column("model_version_id", SqlType.BIGINT)
          .column("name", SqlType.TEXT)
          .column("value", SqlType.DOUBLE)
          .column("timestamp", SqlType.TIMESTAMPTZ)
    };
  }

  // endregion

  private static PostgresSync sync(DataSource source, SqlEffect effect) {
    // region sync
    return PostgresSync.to(source) // a pool, or single connections: it holds one
        .tables(tables())
        .createTables(true) // where they are missing
        .effect(effect) // statements of your own in the same transaction
        .build();
    // endregion
  }

  private static Watcher watch(ChangeStreams streams, PostgresSync sync) {
    // region watch
    return streams
        .watchCollections("models", "versions", "predictions", "metrics")
        .fullDocument(FullDocument.UPDATE_LOOKUP)
        .into("ai-copy", sync) // begins where this name has ended
        .start();
    // endregion
  }

  /** The one that runs now. */
  Watcher watcher() {
    return watcher;
  }

  /** Stops, and starts again. */
  void restart() {
    watcher.close();
    watcher = watch(streams, sync);
  }

  /** Starts a second one of the same name. The first is still at work, and can store no more. */
  void takeOver() {
    Watcher before = watcher;
    watcher = watch(streams, sync);
    before.close();
  }

  @Override
  public void close() {
    watcher.close();
  }
}
