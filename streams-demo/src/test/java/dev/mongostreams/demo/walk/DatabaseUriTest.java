package dev.mongostreams.demo.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUriTest {
  @ParameterizedTest
  @CsvSource({
    "mongodb://localhost:27017,                  mongodb://localhost:27017/demo",
    "mongodb://localhost:27017/,                 mongodb://localhost:27017/demo",
    "mongodb://localhost:27017/aidb,             mongodb://localhost:27017/demo",
    "mongodb://a:1/?replicaSet=rs0,              mongodb://a:1/demo?replicaSet=rs0",
    "mongodb://a:1/aidb?replicaSet=rs0,          mongodb://a:1/demo?replicaSet=rs0",
    "mongodb://u:p@a:1/?replicaSet=rs0,          mongodb://u:p@a:1/demo?replicaSet=rs0",
  })
  void putsTheDatabaseBehindTheHosts(String uri, String expected) {
    assertThat(DatabaseUri.of(uri, "demo")).isEqualTo(expected);
  }

  @Test
  void keepsSeveralHosts() {
    assertThat(DatabaseUri.of("mongodb://a:1,b:2/aidb?replicaSet=rs0", "demo"))
        .isEqualTo("mongodb://a:1,b:2/demo?replicaSet=rs0");
  }

  @Test
  void keepsWhereTheUserLogsIn() {
    assertThat(DatabaseUri.of("mongodb://u:p@a:1/users?replicaSet=rs0", "demo"))
        .isEqualTo("mongodb://u:p@a:1/demo?replicaSet=rs0&authSource=users");
  }

  @Test
  void leavesANamedAuthSourceAlone() {
    assertThat(DatabaseUri.of("mongodb://u:p@a:1/aidb?authSource=users", "demo"))
        .isEqualTo("mongodb://u:p@a:1/demo?authSource=users");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:27017", "mongodb://", "mongodb://me:sec@ret:x@host:27017"})
  void refusesWhatIsNoConnectionStringWithoutRepeatingIt(String uri) {
    assertThatThrownBy(() -> DatabaseUri.of(uri, "demo"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .hasMessage(
            "Cannot read the connection string: it must look like"
                + " mongodb://localhost:27017/?replicaSet=rs0, with special characters of user and"
                + " password percent-encoded.");
  }
}
