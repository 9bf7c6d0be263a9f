package dev.mongostreams.jdbc;

import static dev.mongostreams.jdbc.fixture.Changes.behind;
import static dev.mongostreams.jdbc.fixture.Changes.drop;
import static dev.mongostreams.jdbc.fixture.Changes.insert;
import static dev.mongostreams.jdbc.fixture.Changes.rename;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.handler.PositionKeepingHandler.Slot;
import dev.mongostreams.jdbc.fixture.Postgres;
import java.sql.SQLDataException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a drop and a rename of a collection do to its table. */
class DropIT {
  private Postgres postgres;

  @BeforeEach
  void takeASchema() {
    postgres = Postgres.fresh();
  }

  private void handle(OnDrop choice, ChangeEvent... changes) throws Exception {
    PostgresSync sync =
        PostgresSync.to(postgres.source())
            .tables(SyncTable.of("models").onDrop(choice))
            .createTables(true)
            .build();
    try (Slot slot = sync.claim("w")) {
      slot.handle(List.of(changes), behind(changes.length));
    }
  }

  private List<String> ids() {
    return postgres.rows("SELECT \"_id\" FROM models ORDER BY 1");
  }

  @Test
  void stopsAndKeepsTheRowsByDefault() throws Exception { // 46
    handle(OnDrop.STOP, insert(1, "{_id: 1}"));

    assertThatThrownBy(() -> handle(OnDrop.STOP, insert(2, "{_id: 2}"), drop(3)))
        .isInstanceOf(SQLDataException.class)
        .hasMessage(
            "Cannot sync a change of models: the collection was dropped, and nobody has said what"
                + " its table is to do. Say it with onDrop, and start again: the rows are still"
                + " there.");
    assertThat(ids()).containsExactly("1");
  }

  @ParameterizedTest
  @EnumSource(names = {"TRUNCATE", "DROP_TABLE"})
  void emptiesTheTableInTheOrderOfTheStream(OnDrop choice) throws Exception { // 46
    handle(choice, insert(1, "{_id: 1}"), insert(2, "{_id: 2}"), drop(3), insert(4, "{_id: 2}"));

    assertThat(ids()).containsExactly("2");
  }

  @Test
  void dropsTheTableAndCreatesItForTheNextDocument() throws Exception { // 46
    PostgresSync sync =
        PostgresSync.to(postgres.source())
            .tables(SyncTable.of("models").onDrop(OnDrop.DROP_TABLE))
            .createTables(true)
            .build();
    try (Slot slot = sync.claim("w")) {
      slot.handle(List.of(insert(1, "{_id: 1}"), drop(2)), behind(2));
      assertThat(postgres.rows("SELECT to_regclass('models')")).containsExactly("null");

      slot.handle(List.of(insert(3, "{_id: 3}")), behind(3));
      slot.handle(List.of(insert(4, "{_id: 4}")), behind(4));
    }

    assertThat(ids()).containsExactly("3", "4");
  }

  @Test
  void keepsTheRowsWhenToldTo() throws Exception {
    handle(OnDrop.IGNORE, insert(1, "{_id: 1}"), drop(2), insert(3, "{_id: 3}"));

    assertThat(ids()).containsExactly("1", "3");
  }

  @Test
  void aRenameToAnotherNameIsADrop() throws Exception { // 47
    assertThatThrownBy(() -> handle(OnDrop.STOP, rename(1, "models", "old")))
        .hasMessageContaining("the collection was renamed, and nobody has said");

    handle(OnDrop.TRUNCATE, insert(1, "{_id: 1}"), rename(2, "models", "old"));

    assertThat(ids()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"STOP", "TRUNCATE", "DROP_TABLE"})
  void aRenameToTheNameIsRefused(OnDrop choice) { // 47
    assertThatThrownBy(() -> handle(choice, rename(1, "others", "models")))
        .isInstanceOf(SQLDataException.class)
        .hasMessage(
            "Cannot sync a change of aidb.models: another collection was renamed to it, and no"
                + " change tells which documents came with it. Empty the table and copy them, or say"
                + " onDrop(OnDrop.IGNORE); then start again.");
  }

  @Test
  void otherRenamesAreNothing() throws Exception {
    handle(OnDrop.STOP, insert(1, "{_id: 1}"), rename(2, "others", "more"));
    handle(OnDrop.IGNORE, rename(1, "others", "models"), rename(2, "models", "old"));

    assertThat(ids()).containsExactly("1");
  }
}
