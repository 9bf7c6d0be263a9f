package dev.mongostreams.demo.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.testkit.postgres.PostgresServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnTablesIT {
  private static final List<TableLayout> LAYOUTS =
      List.of(TableLayout.of("first").with("name", "text"), TableLayout.of("second"));
  private static PostgresServer server;

  private PostgresPool pool;

  @BeforeAll
  static void start() {
    server = PostgresServer.start();
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @BeforeEach
  void open() {
    pool = PostgresPool.open(PostgresUrl.parse(server.freshSchema()));
  }

  @AfterEach
  void close() {
    pool.close();
  }

  private List<NumberedTable> tables() {
    return OwnTables.open(pool, LAYOUTS.subList(0, 1));
  }

  private String insert(NumberedTable table) {
    return table.insert(row -> row.getLong("id") + " " + row.getString("name"), "x");
  }

  @Test
  void findsAgainWhatItHasCreated() {
    assertThat(insert(tables().get(0))).isEqualTo("1 x");

    assertThat(insert(tables().get(0))).isEqualTo("2 x");
  }

  @Test
  void onlyReadsTablesThatAreNotItsOwn() {
    pool.update("CREATE TABLE first (\"_id\" text, id bigint, name text, cluster_time bigint)");
    pool.update("INSERT INTO first VALUES ('a', 1, 'x', 5)");
    NumberedTable table = tables().get(0);

    assertThat(table.find(row -> row.getString("name"), 1)).contains("x");
    assertThatThrownBy(() -> insert(table))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(
            "Cannot write to the table first at 127.0.0.1:"
                + server.port()
                + "/postgres: a sync keeps it as its collection is, and would overwrite what is"
                + " written beside it. Write to MongoDB.");
    assertThatThrownBy(() -> table.update(1, "name", "y"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> table.delete(1)).isInstanceOf(UnsupportedOperationException.class);
    assertThat(table.find(row -> row.getString("name"), 1)).contains("x");
  }

  @Test
  void refusesToAddTheRestToTablesThatAreThere() {
    tables();

    assertThatThrownBy(() -> OwnTables.open(pool, LAYOUTS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Cannot open the tables at 127.0.0.1:"
                + server.port()
                + "/postgres: second are missing, and others are there. Sync all of the"
                + " collections, or name an empty schema with currentSchema.");
  }

  @Test
  void refusesATableWithOtherColumns() {
    pool.update("CREATE TABLE first (\"_id\" text, id bigint, title text)");

    assertThatThrownBy(this::tables)
        .isInstanceOf(PostgresFailedException.class)
        .hasMessage(
            "Cannot use the PostgreSQL at 127.0.0.1:"
                + server.port()
                + "/postgres: a table has not the columns that are needed (SQLSTATE 42703). Look"
                + " whether it runs there, and what this user may do.");
  }

  @Test
  void saysThatNobodyAnswers() {
    assertThatThrownBy(
            () -> PostgresPool.open(PostgresUrl.parse("postgresql://me:secret@127.0.0.1:1/aidb")))
        .isInstanceOf(PostgresFailedException.class)
        .hasMessage(
            "Cannot use the PostgreSQL at 127.0.0.1:1/aidb: it does not answer (SQLSTATE 08001)."
                + " Look whether it runs there, and what this user may do.");
  }

  @Test
  void nothingStaysOfWhatFailed() {
    NumberedTable table = tables().get(0);

    assertThatThrownBy(() -> table.insert(row -> row.getLong("no such column"), "x"))
        .isInstanceOf(PostgresFailedException.class);

    assertThat(table.has(1)).isFalse();
  }
}
