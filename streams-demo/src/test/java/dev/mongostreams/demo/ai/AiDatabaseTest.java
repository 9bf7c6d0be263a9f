package dev.mongostreams.demo.ai;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AiDatabaseTest {
  @Test
  void refusesAnUnknownBackendAndNamesTheKnownOnes() {
    assertThatThrownBy(() -> AiDatabase.open("mongo", "mongodb://localhost:27017/aidb"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot open an AI database: \"mongo\" is not a known backend."
                + " The known ones are: mongodb, postgresql.");
  }

  @Test
  void refusesAMalformedConnectionStringWithoutRepeatingIt() {
    assertThatThrownBy(() -> AiDatabase.open("mongodb", "mongodb://me:sec@ret:x@host:27017"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .hasMessage(
            "Cannot open an AI database: the connection string must look like"
                + " mongodb://localhost:27017/aidb?replicaSet=rs0.");
  }

  @Test
  void refusesAMalformedUrlWithoutRepeatingIt() {
    assertThatThrownBy(() -> AiDatabase.open("postgresql", "postgresql://me:sec@ret@host/aidb"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .hasMessage(
            "Cannot open an AI database: the URL is malformed, it must look like"
                + " postgresql://user:password@localhost:5432/database or"
                + " jdbc:postgresql://localhost:5432/database?user=name; in a password write %40"
                + " for @.");
  }
}
