package dev.mongostreams.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.Document;
import org.junit.jupiter.api.Test;

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
  }
}
