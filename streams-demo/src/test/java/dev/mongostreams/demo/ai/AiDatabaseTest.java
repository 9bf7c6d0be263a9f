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
                + " The known ones are: mongodb.");
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
}
