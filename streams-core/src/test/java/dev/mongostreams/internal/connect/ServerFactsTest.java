package dev.mongostreams.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerFactsTest {

  @Test
  void comeFromWhatTheServerSaysOfItself() {
    var hello = new Document("setName", "rs0").append("maxWireVersion", 9);
    var build = new Document("version", "4.4.1");

    assertThat(ServerFacts.of(hello, build).server().setName()).isEqualTo("rs0");
    assertThat(ServerFacts.of(hello, build).server().version()).isEqualTo("4.4.1");
    assertThat(ServerFacts.of(hello, build).labelsErrors()).isTrue();
    assertThat(ServerFacts.of(hello.append("maxWireVersion", 8), build).labelsErrors()).isFalse();
    var silent = ServerFacts.of(new Document(), new Document());
    assertThat(silent.server().setName()).isEmpty();
    assertThat(silent.server().version()).isEqualTo("unknown");
    assertThat(silent.labelsErrors()).isFalse();
    assertThat(silent.splitsEvents()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "4.4.1, false",
    "6.0.8, false",
    "6.0.9, true",
    "6.0.27, true",
    "6.3.2, false",
    "7.0.0-rc1, true",
    "8.0.4, true"
  })
  void largeEventsAreSplitFromSixZeroNineOn(String version, boolean splits) {
    var build = new Document("version", version);

    assertThat(ServerFacts.of(new Document(), build).splitsEvents()).isEqualTo(splits);
  }
}
