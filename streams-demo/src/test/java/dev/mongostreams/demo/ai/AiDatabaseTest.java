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
  void refusesAMalformedConnectionString() {
    assertThatThrownBy(() -> AiDatabase.open("mongodb", "localhost:27017"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
