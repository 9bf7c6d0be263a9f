package dev.mongostreams.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.checkpoint.CheckpointStore;
import dev.mongostreams.checkpoint.CheckpointStoreContract;
import dev.mongostreams.failure.CheckpointFailedException;
import dev.mongostreams.jdbc.fixture.Postgres;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sink as a store of checkpoints. */
class PostgresCheckpointIT extends CheckpointStoreContract {
  private Postgres postgres;

  @BeforeEach
  void takeASchema() {
    postgres = Postgres.fresh();
  }

  @Override
  protected CheckpointStore store() {
    return sync("mongo_streams_checkpoints");
  }

  @Override
  protected CheckpointStore sameStore() {
    return store();
  }

  private PostgresSync sync(String table) {
    return PostgresSync.to(postgres.source())
        .effect((connection, changes) -> {})
        .createTables(true)
        .checkpointTable(table)
        .build();
  }

  @Test
  void aRowSaysWhoWroteIt() {
    save("w", checkpoint(1));
    save("w", checkpoint(2));

    assertThat(
            postgres.rows(
                "SELECT name, generation, sequence, split_part(owner, '-', 1),"
                    + " checkpoint->'position'->'after' IS NOT NULL, saved_at IS NOT NULL"
                    + " FROM mongo_streams_checkpoints"))
        .containsExactly("w|2|1|" + ProcessHandle.current().pid() + "|t|t");
  }

  @Test
  void theTableMayHaveAnotherNameAndSchema() {
    postgres.execute("CREATE SCHEMA IF NOT EXISTS \"of Streams\"");

    sync("of Streams.points\"").claim("w").save(checkpoint(1));

    assertThat(sync("of Streams.points\"").read("w")).isEqualTo(checkpoint(1));
    postgres.execute("DROP SCHEMA \"of Streams\" CASCADE");
  }

  @Test
  void aMissingTableIsToldAtTheStart() {
    CheckpointStore store =
        PostgresSync.to(postgres.source()).effect((connection, changes) -> {}).build();

    assertThatThrownBy(() -> store.claim("w"))
        .isInstanceOf(CheckpointFailedException.class)
        .hasMessage(
            "Cannot claim the checkpoint w in mongo_streams_checkpoints: a table is missing"
                + " (SQLSTATE 42P01). PostgresSync.ddl() has the statements that make the tables;"
                + " createTables(true) runs them. The user needs select, insert, update and"
                + " delete.");
  }

  @Test
  void aCheckpointOfSomebodyElseIsLeftAsItIs() { // 28
    save("w", checkpoint(1));
    postgres.execute("UPDATE mongo_streams_checkpoints SET checkpoint = '[7]'");

    String message =
        "Cannot read the checkpoint w in \"mongo_streams_checkpoints\": it is no checkpoint. It was"
            + " left as it is: move the row away to start anew, or name another table.";
    assertThatThrownBy(() -> store().read("w")).hasMessage(message);
    assertThatThrownBy(() -> store().delete("w")).hasMessage(message);
    assertThatThrownBy(() -> store().claim("w"))
        .isInstanceOf(CheckpointFailedException.class)
        .hasMessage(message);
    assertThat(postgres.rows("SELECT generation, checkpoint FROM mongo_streams_checkpoints"))
        .containsExactly("1|[7]");
  }

  @Test
  void aNewerVersionIsLeftAsItIs() { // 28
    save("w", checkpoint(1));
    postgres.execute(
        "UPDATE mongo_streams_checkpoints SET checkpoint = '{\"version\": {\"$numberInt\": \"2\"}}'");

    assertThatThrownBy(() -> store().claim("w"))
        .hasMessageContaining(
            "it is of version 2, written by a newer release, and this release reads version 1");
  }

  @Test
  void aServerThatIsNotThereIsToldWithoutAPassword() {
    CheckpointStore store =
        PostgresSync.to(Postgres.source("jdbc:postgresql://127.0.0.1:1/x?user=u&password=secret"))
            .effect((connection, changes) -> {})
            .build();

    assertThatThrownBy(() -> store.claim("w"))
        .isInstanceOf(CheckpointFailedException.class)
        .hasMessage(
            "Cannot claim the checkpoint w in mongo_streams_checkpoints: PostgreSQL cannot be"
                + " reached, or cannot do it now (08001). Check that it runs, and that the data"
                + " source names it and a user who may log in.")
        .hasNoCause();
  }
}
