package dev.mongostreams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OperationTest {

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OTHER")
  void readsItsServerNameInAnyCase(Operation operation) {
    assertThat(Operation.parse(operation.serverName())).isEqualTo(operation);
    assertThat(Operation.parse(operation.serverName().toUpperCase(Locale.ROOT)))
        .isEqualTo(operation);
  }

  @Test
  void refusesAnUnknownNameWithTheNearestAndAllOfThem() {
    assertThatThrownBy(() -> Operation.parse("insret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Unknown operation \"insret\". Did you mean \"insert\"? The known ones are insert,"
                + " update, replace, delete, drop, rename, dropDatabase, invalidate, create,"
                + " createIndexes, dropIndexes, modify, shardCollection, reshardCollection,"
                + " refineCollectionShardKey.");
  }

  @ParameterizedTest
  @CsvSource({
    "updates, update",
    "repalce, replace",
    "remove, rename",
    "dropdb, drop",
    "dropDatabases, dropDatabase",
    "create_indexes, createIndexes",
    "'', drop"
  })
  void suggestsTheNearest(String wrong, String nearest) {
    assertThatThrownBy(() -> Operation.parse(wrong))
        .hasMessageStartingWith(
            "Unknown operation \"" + wrong + "\". Did you mean \"" + nearest + "\"?");
  }

  @Test
  void otherCannotBeAskedForByName() {
    assertThatThrownBy(() -> Operation.parse("other"))
        .hasMessageStartingWith("Unknown operation \"other\".")
        .hasMessageNotContaining("other,");
  }

  @Test
  void onlyTheKindsOfMongoDbSixAreExpanded() {
    assertThat(Operation.values())
        .filteredOn(Operation::expanded)
        .extracting(Operation::serverName)
        .containsExactly(
            "create",
            "createIndexes",
            "dropIndexes",
            "modify",
            "shardCollection",
            "reshardCollection",
            "refineCollectionShardKey");
  }
}
