package dev.mongostreams.jdbc;

import static dev.mongostreams.jdbc.fixture.Changes.behind;
import static dev.mongostreams.jdbc.fixture.Changes.delete;
import static dev.mongostreams.jdbc.fixture.Changes.insert;
import static dev.mongostreams.jdbc.fixture.Changes.replace;
import static dev.mongostreams.jdbc.fixture.Changes.update;
import static dev.mongostreams.jdbc.fixture.Changes.updateAlone;
import static dev.mongostreams.jdbc.fixture.Changes.updateOfNothing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.failure.CheckpointFailedException;
import dev.mongostreams.handler.PositionKeepingHandler.Slot;
import dev.mongostreams.jdbc.fixture.Changes;
import dev.mongostreams.jdbc.fixture.Postgres;
import java.sql.SQLDataException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What changes become in tables. */
class TablesIT {
  private static final SyncTable MODELS =
      SyncTable.of("models")
          .column("name", SqlType.TEXT)
          .column("size.layers", "layers", SqlType.INTEGER);

  private Postgres postgres;

  @BeforeEach
  void takeASchema() {
    postgres = Postgres.fresh();
  }

  private PostgresSync sync(SyncTable... tables) {
    return PostgresSync.to(postgres.source()).tables(tables).createTables(true).build();
  }

  private void handle(SyncTable table, ChangeEvent... changes) throws Exception {
    try (Slot slot = sync(table).claim("w")) {
      slot.handle(List.of(changes), behind(changes.length));
    }
  }

  private List<String> models() {
    return postgres.rows("SELECT \"_id\", name, layers FROM models ORDER BY \"_id\"");
  }

  @Test
  void documentsBecomeRowsOfColumns() throws Exception {
    handle(
        MODELS,
        insert(1, "{_id: 1, name: 'cnn', size: {layers: 18}}"),
        insert(2, "{_id: 2, name: 'vit', other: true}"));

    assertThat(models()).containsExactly("1|cnn|18", "2|vit|null");
  }

  @Test
  void documentsAreKeptWholeWithoutAColumn() throws Exception {
    handle(
        SyncTable.of("models"),
        insert(
            1,
            "{_id: {$oid: '65f000000000000000000001'}, a: [1, {b: 2.5}], n: {$numberLong: '9'}}"));

    assertThat(postgres.rows("SELECT * FROM models"))
        .containsExactly(
            "65f000000000000000000001|{\"a\": [1, {\"b\": 2.5}], \"n\": 9, \"_id\": {\"$oid\":"
                + " \"65f000000000000000000001\"}}|"
                + (1_795_435_200L << 31 | 1));
  }

  @Test
  void theNewestStateOfABatchIsWhatStays() throws Exception {
    handle(
        MODELS,
        insert(1, "{_id: 1, name: 'a'}"),
        insert(2, "{_id: 2, name: 'a'}"),
        insert(3, "{_id: 3, name: 'a'}"),
        update(4, "{_id: 1, name: 'b'}"),
        delete(5, 2),
        replace(6, "{_id: 1, name: 'c'}"),
        delete(7, 3),
        insert(8, "{_id: 3, name: 'again'}"));

    assertThat(models()).containsExactly("1|c|null", "3|again|null");
  }

  @Test
  void batchesFollowOneAnother() throws Exception {
    try (Slot slot = sync(MODELS).claim("w")) {
      slot.handle(List.of(insert(1, "{_id: 1, name: 'a', size: {layers: 1}}")), behind(1));
      slot.handle(List.of(update(2, "{_id: 1, name: 'b'}")), behind(2));
      assertThat(models()).containsExactly("1|b|null");

      slot.handle(List.of(delete(3, 1)), behind(3));
    }

    assertThat(models()).isEmpty();
    assertThat(sync(MODELS).read("w")).isEqualTo(behind(3));
  }

  @Test
  void aChangeOlderThanItsRowDoesNothing() throws Exception {
    handle(MODELS, insert(5, "{_id: 1, name: 'new'}"), insert(6, "{_id: 2, name: 'new'}"));

    handle(MODELS, update(4, "{_id: 1, name: 'old'}"), delete(5, 2), insert(3, "{_id: 3}"));

    assertThat(models()).containsExactly("1|new|null", "2|new|null", "3|null|null");
  }

  @Test
  void aChangeOfTheSameTimeCounts() throws Exception { // as those of one transaction are
    handle(MODELS, insert(5, "{_id: 1, name: 'a'}"), insert(5, "{_id: 2, name: 'a'}"));

    handle(MODELS, update(5, "{_id: 1, name: 'b'}"), delete(5, 2));

    assertThat(models()).containsExactly("1|b|null");
  }

  @Test
  void rowsWithoutATimeAreTakenForOld() throws Exception {
    postgres.execute(
        "CREATE TABLE models (\"_id\" text PRIMARY KEY, name text, layers integer,"
            + " cluster_time bigint, note text DEFAULT 'ours')");
    postgres.execute("INSERT INTO models (\"_id\", name) VALUES ('1', 'a'), ('2', 'a')");

    handle(MODELS, update(1, "{_id: 1, name: 'b'}"), delete(2, 2));

    assertThat(postgres.rows("SELECT \"_id\", name, note FROM models")).containsExactly("1|b|ours");
  }

  @Test
  void anUpdateOfADocumentThatIsGoneChangesNothing() throws Exception { // 57
    handle(MODELS, insert(1, "{_id: 1, name: 'a'}"), updateOfNothing(2, 1), updateOfNothing(3, 2));

    assertThat(models()).containsExactly("1|a|null");
  }

  @Test
  void anUpdateWithoutALookupIsRefused() {
    assertThatThrownBy(() -> handle(MODELS, updateAlone(1, 1)))
        .isInstanceOf(SQLDataException.class)
        .hasMessage(
            "Cannot sync a change of models: the update brings no document. Call"
                + " fullDocument(FullDocument.UPDATE_LOOKUP), and keep fullDocument in the"
                + " pipeline.");
  }

  @Test
  void aCollectionWithoutATableIsRefused() {
    assertThatThrownBy(() -> handle(MODELS, Changes.other("delete", 1, "others")))
        .isInstanceOf(SQLDataException.class)
        .hasMessage(
            "Cannot sync a change of aidb.others: there is no table for this collection. Name one,"
                + " or watch only the collections that have one.");
  }

  @Test
  void aCollectionOfAnotherDatabaseIsAnotherCollection() {
    assertThatThrownBy(() -> handle(MODELS.database("other"), insert(1, "{_id: 1}")))
        .hasMessageContaining("there is no table for this collection");
  }

  @Test
  void eventsThatConcernNoDocumentAreTaken() throws Exception {
    handle(
        MODELS,
        Changes.other("create", 1, "models"),
        Changes.other("createIndexes", 2, "others"),
        Changes.other("dropDatabase", 3, ""),
        Changes.other("invalidate", 4, ""),
        Changes.other("drop", 5, "others"));

    assertThat(sync(MODELS).read("w")).isEqualTo(behind(5));
  }

  @Test
  void anEventOfAKindThatIsNotKnownIsRefused() {
    assertThatThrownBy(() -> handle(MODELS, Changes.other("teleport", 1, "models")))
        .isInstanceOf(SQLDataException.class)
        .hasMessageContaining("it is of a kind that is not known here, teleport");
  }

  @Test
  void aFieldThatDoesNotFitIsToldWithoutItsValue() {
    assertThatThrownBy(() -> handle(MODELS, insert(1, "{_id: 1, size: {layers: 'secret'}}")))
        .isInstanceOf(SQLDataException.class)
        .hasMessage(
            "Cannot sync a change of models: the field size.layers does not fit the column layers:"
                + " it holds a string, and the column is of type integer. Take another type for the"
                + " column, or onFailure to put such changes away.")
        .hasNoCause();
    assertThat(models()).isEmpty();
    assertThat(sync(MODELS).read("w")).isNull();
  }

  @Test
  void aValueThatPostgresRefusesIsToldWithoutIt() {
    assertThatThrownBy(() -> handle(MODELS, insert(1, "{_id: 1, size: {layers: 4000000000}}")))
        .isInstanceOf(SQLDataException.class)
        .hasMessage(
            "Cannot write rows of models: a number is out of the range of its column (SQLSTATE"
                + " 22003). Set the log of dev.mongostreams.jdbc to DEBUG to see what PostgreSQL"
                + " says.")
        .hasNoCause();
  }

  @Test
  void theCharacterNulIsRefused() {
    assertThatThrownBy(() -> handle(MODELS, insert(1, "{_id: 1, name: 'a\\u0000b'}")))
        .isInstanceOf(SQLDataException.class)
        .hasMessageContaining("has the character NUL");
    assertThatThrownBy(
            () ->
                handle(
                    SyncTable.of("models").table("whole"),
                    insert(1, "{_id: 1, name: 'a\\u0000b'}")))
        .isInstanceOf(SQLDataException.class)
        .hasMessageContaining("has the character NUL");
  }

  @Test
  void namesAreQuoted() throws Exception {
    SyncTable odd =
        SyncTable.of("models")
            .table("Robert'); DROP TABLE \"models\";--")
            .key("the \"key\"", SqlType.BIGINT)
            .column("name", "select", SqlType.TEXT);

    handle(odd, insert(1, "{_id: 1, name: 'a'}"), insert(2, "{_id: 2}"), delete(3, 2));

    assertThat(
            postgres.rows(
                "SELECT \"the \"\"key\"\"\", \"select\" FROM"
                    + " \"Robert'); DROP TABLE \"\"models\"\";--\""))
        .containsExactly("1|a");
  }

  @Test
  void rowsThatGoMakeRoomFirst() throws Exception {
    try (Slot slot = sync(MODELS).claim("w")) {
      postgres.execute("CREATE UNIQUE INDEX ON models (name)");
      slot.handle(List.of(insert(1, "{_id: 1, name: 'a'}")), behind(1));

      slot.handle(
          List.of(insert(2, "{_id: 2, name: 'b'}"), delete(3, 1), update(4, "{_id: 2, name: 'a'}")),
          behind(4));
    }

    assertThat(models()).containsExactly("2|a|null");
  }

  @Test
  void aTableWithoutItsColumnsIsToldAtTheStart() {
    postgres.execute("CREATE TABLE models (\"_id\" text PRIMARY KEY, cluster_time bigint)");

    assertThatThrownBy(() -> sync(MODELS).claim("w"))
        .isInstanceOf(CheckpointFailedException.class)
        .hasMessageStartingWith(
            "Cannot sync to the table models: a column is missing (SQLSTATE 42703).");
    assertThat(sync(MODELS).names()).isEmpty();
  }

  @Test
  void aTableWithoutAKeyIsToldAtTheStart() {
    postgres.execute(
        "CREATE TABLE models (\"_id\" text, name text, layers integer, cluster_time bigint)");

    assertThatThrownBy(() -> sync(MODELS).claim("w"))
        .hasMessageStartingWith(
            "Cannot sync to the table models: no unique constraint or primary key is on the key"
                + " column (SQLSTATE 42P10).");
  }

  @Test
  void manyRowsOfMuchTextFit() throws Exception {
    String text = "x".repeat(1 << 20);
    ChangeEvent[] changes = new ChangeEvent[12];
    for (int i = 0; i < changes.length; i++) {
      changes[i] = insert(i + 1, "{_id: " + i + ", name: '" + text + "'}");
    }

    handle(MODELS, changes);

    assertThat(postgres.rows("SELECT count(*), min(length(name)) FROM models"))
        .containsExactly("12|1048576");
  }
}
