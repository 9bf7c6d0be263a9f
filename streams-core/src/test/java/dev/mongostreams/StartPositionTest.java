package dev.mongostreams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.bson.BsonTimestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartPositionTest {
  private static final ResumeToken TOKEN = ResumeToken.parse("826B03F52F000000142B022C0100296E");

  @Test
  void aTimeIsCutToWholeSeconds() {
    assertThat(StartPosition.at(Instant.parse("1970-01-01T00:01:40.999Z")))
        .isEqualTo(StartPosition.at(new BsonTimestamp(100, 0)));
  }

  @Test
  void reachesToTheLastSecondOfAClusterTime() {
    assertThat(StartPosition.at(Instant.ofEpochSecond(0xFFFF_FFFFL)))
        .isEqualTo(StartPosition.at(new BsonTimestamp(-1, 0)));
    assertThat(StartPosition.at(Instant.EPOCH))
        .isEqualTo(StartPosition.at(new BsonTimestamp(0, 0)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1969-12-31T23:59:59.999Z", "2106-02-07T06:28:16Z"})
  void refusesATimeThatNoClusterTimeExpresses(String time) {
    assertThatThrownBy(() -> StartPosition.at(Instant.parse(time)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot start at " + time + ": a cluster time lies between 1970 and 2106.");
  }

  @Test
  void positionsOfTheSameKindAndTokenAreEqual() {
    assertThat(StartPosition.now()).isEqualTo(StartPosition.now());
    assertThat(StartPosition.after(TOKEN)).isEqualTo(StartPosition.after(TOKEN));
    assertThat(StartPosition.after(TOKEN)).isNotEqualTo(StartPosition.startAfter(TOKEN));
  }
}
