package dev.mongostreams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeTest {

  @Test
  void itsTextNamesWhatIsWatched() {
    assertThat(new Scope.OfCollection("aidb", "models.v1")).hasToString("aidb.models.v1");
    assertThat(new Scope.OfCollections("aidb", List.of("a", "b"))).hasToString("aidb.[a, b]");
    assertThat(new Scope.OfCollections("aidb", List.of("a"))).hasToString("aidb.a");
    assertThat(new Scope.OfDatabase("aidb")).hasToString("aidb");
    assertThat(new Scope.OfCluster()).hasToString("all databases");
  }

  @Test
  void severalNamesAreCopiedAndEachCountsOnce() {
    List<String> names = new ArrayList<>(List.of("a", "b", "a"));
    Scope.OfCollections scope = new Scope.OfCollections("aidb", names);
    names.add("c");

    assertThat(scope.names()).containsExactly("a", "b");
  }

  @Test
  void noNameAtAllIsRefused() {
    assertThatThrownBy(() -> new Scope.OfCollections("aidb", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot watch no collection at all: name one, or watch the database.");
  }

  @ParameterizedTest
  @CsvSource({
    "'', it is empty",
    "a$b, it contains a $",
    ".a, it starts or ends with a dot",
    "a., it starts or ends with a dot"
  })
  void refusesCollectionsThatMongoDbDoesNotAllow(String name, String why) {
    String message =
        "Cannot watch the collection \""
            + name
            + "\": "
            + why
            + ". Give a name that MongoDB allows.";

    assertThatThrownBy(() -> new Scope.OfCollection("aidb", name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> new Scope.OfCollections("aidb", List.of("fine", name)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void refusesACollectionWithNulAndDoesNotPrintIt() {
    assertThatThrownBy(() -> new Scope.OfCollection("aidb", "a\0b"))
        .hasMessage(
            "Cannot watch the collection \"a?b\": it contains a NUL character. Give a name that"
                + " MongoDB allows.");
  }

  @ParameterizedTest
  @CsvSource({
    "'', it is empty",
    "a/b, it contains a /",
    "a\\b, it contains a \\",
    "a.b, it contains a .",
    "a b, it contains a space",
    "'a\"b', 'it contains a \"'",
    "a$b, it contains a $"
  })
  void refusesDatabasesThatMongoDbDoesNotAllow(String name, String why) {
    String message =
        "Cannot watch the database \"" + name + "\": " + why + ". Give a name that MongoDB allows.";

    assertThatThrownBy(() -> new Scope.OfDatabase(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> new Scope.OfCollection(name, "a")).hasMessage(message);
    assertThatThrownBy(() -> new Scope.OfCollections(name, List.of("a"))).hasMessage(message);
  }

  @Test
  void refusesADatabaseWithNulAndDoesNotPrintIt() {
    assertThatThrownBy(() -> new Scope.OfDatabase("a\0"))
        .hasMessage(
            "Cannot watch the database \"a?\": it contains a NUL character. Give a name that"
                + " MongoDB allows.");
  }

  @Test
  void countsTheBytesOfADatabaseName() {
    assertThat(new Scope.OfDatabase("a".repeat(63)).database()).hasSize(63);
    assertThat(new Scope.OfDatabase("ä".repeat(31)).database()).hasSize(31);
    for (String tooLong : List.of("a".repeat(64), "ä".repeat(32))) {
      assertThatThrownBy(() -> new Scope.OfDatabase(tooLong))
          .hasMessage(
              "Cannot watch the database \""
                  + tooLong
                  + "\": it is longer than 63 bytes. Give a name that MongoDB allows.");
    }
  }
}
