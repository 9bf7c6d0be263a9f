package dev.mongostreams.bench.debezium;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumberTest {

  @Test
  void isReadFromWhateverPlaceItHasInTheDocument() {
    assertThat(Capture.number("{\"_id\": {\"$oid\": \"0\"},\"text\": \"xn\",\"n\": 42}"))
        .isEqualTo(42);
    assertThat(Capture.number("{\"n\": -1}")).isEqualTo(-1);
    assertThat(Capture.number("{\"n\":7,\"filling\":\"x\"}")).isEqualTo(7);
  }
}
