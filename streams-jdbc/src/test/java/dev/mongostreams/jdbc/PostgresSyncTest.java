package dev.mongostreams.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.jdbc.fixture.Postgres;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PostgresSyncTest {
  private static final DataSource NOWHERE = Postgres.source("jdbc:postgresql://127.0.0.1:1/x");

  private static List<String> ddl(SyncTable table) {
    return PostgresSync.to(NOWHERE).tables(table).build().ddl();
  }

  @Test
  void tellsTheStatementsThatMakeTheTables() {
    assertThat(
            ddl(
                SyncTable.of("models")
                    .table("ai.Models")
                    .key("id", SqlType.BIGINT)
                    .column("name", SqlType.TEXT)
                    .column("size.layers", "layers", SqlType.INTEGER)
                    .document("whole")))
        .containsExactly(
            "CREATE TABLE IF NOT EXISTS \"mongo_streams_checkpoints\" (name text PRIMARY KEY,"
                + " generation bigint NOT NULL, owner text NOT NULL, sequence bigint NOT NULL,"
                + " checkpoint json, saved_at timestamp with time zone)",
            "CREATE TABLE IF NOT EXISTS \"ai\".\"Models\" (\"id\" bigint, \"name\" text, \"layers\""
                + " integer, \"whole\" jsonb, \"cluster_time\" bigint NOT NULL, PRIMARY KEY"
                + " (\"id\"))");
  }

  @Test
  void aTableWithoutColumnsKeepsDocuments() {
    assertThat(ddl(SyncTable.of("models")).get(1))
        .startsWith(
            "CREATE TABLE IF NOT EXISTS \"models\" (\"_id\" text, \"document\" jsonb, \"cluster_time\"");
  }

  @Test
  void refusesToSyncToNothing() {
    assertThatThrownBy(() -> PostgresSync.to(NOWHERE).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot sync to nothing: call tables(...) or effect(...) first.");
  }

  @Test
  void refusesTwoCollectionsInOneTableAndOneInTwo() {
    PostgresSync.Builder builder = PostgresSync.to(NOWHERE);

    String message =
        "Cannot keep two collections in the table m, or one in two: their rows would overwrite each"
            + " other. Name each once.";
    assertThatThrownBy(
            () -> builder.tables(SyncTable.of("a").table("m"), SyncTable.of("b").table("m")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> builder.tables(SyncTable.of("a"), SyncTable.of("a").table("m")))
        .hasMessage(message);
  }

  @Test
  void takesCollectionsOfOneNameInTwoDatabases() {
    SyncTable a = SyncTable.of("models").database("a").table("a_models");
    SyncTable b = SyncTable.of("models").database("b").table("b_models");

    assertThat(PostgresSync.to(NOWHERE).tables(a, b).build().ddl()).hasSize(3);
  }

  @Test
  void refusesToDropATableThatNobodyWouldCreateAgain() {
    PostgresSync.Builder builder =
        PostgresSync.to(NOWHERE).tables(SyncTable.of("models").onDrop(OnDrop.DROP_TABLE));

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Cannot drop the table models with its collection and never create it again: call"
                + " createTables(true), or take OnDrop.TRUNCATE.");
    assertThat(builder.createTables(true).build().batchLimit()).isEqualTo(1_000);
  }

  @Test
  void refusesABatchOfNothing() {
    assertThatThrownBy(() -> PostgresSync.to(NOWHERE).batchLimit(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot store 0 changes in a transaction: give at least 1.");
  }

  @Test
  void refusesAColumnTwice() {
    SyncTable table = SyncTable.of("models").column("name", SqlType.TEXT);

    assertThatThrownBy(() -> table.column("title", "name", SqlType.TEXT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot name a column \"name\" of models: there is one of that name. Give another name.");
    assertThatThrownBy(() -> table.document("_id")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> table.document("cluster_time"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> table.key("name", SqlType.TEXT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> table.column("", "x", SqlType.TEXT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAPathAsTheNameOfAColumn() {
    assertThatThrownBy(() -> SyncTable.of("models").column("size.layers", SqlType.TEXT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot name a column \"size.layers\" of models: a path has a dot, and a column should"
                + " not. Name the column too.");
  }

  @Test
  void refusesTheNameOfACollectionWithADotAsThatOfATable() {
    SyncTable dotted = SyncTable.of("app.models");

    assertThatThrownBy(() -> ddl(dotted))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot name a table after the collection app.models: in the name of a table a dot"
                + " stands behind the schema. Call table(name).");
    assertThat(ddl(dotted.table("app.models")).get(1)).contains("\"app\".\"models\"");
  }

  @ParameterizedTest
  @EnumSource(names = {"DOUBLE", "NUMERIC", "BOOLEAN", "TIMESTAMPTZ", "BYTEA", "JSONB"})
  void refusesATypeThatIsNoKey(SqlType type) {
    assertThatThrownBy(() -> SyncTable.of("models").key("id", type))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot keep the _id of models as "
                + type.sql()
                + ": take text, bigint, integer or uuid.");
  }
}
