package dev.mongostreams.bench.reader;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ContenderTest {

  @Test
  void refusesAReaderItDoesNotKnow() {
    assertThatThrownBy(() -> Contender.of("fast"))
        .hasMessage(
            "Cannot run the reader fast: take limit, driver, driver-raw, streams, streams-checkpoint,"
                + " streams-parallel-4, streams-parallel-16, streams-queue, streams-driver-engine,"
                + " spring, spring-raw.");
  }
}
