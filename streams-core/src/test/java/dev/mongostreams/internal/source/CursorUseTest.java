package dev.mongostreams.internal.source;

import static dev.mongostreams.internal.source.CursorUse.Ending.LEFT_TO_READER;
import static dev.mongostreams.internal.source.CursorUse.Ending.NOTHING;
import static dev.mongostreams.internal.source.CursorUse.Ending.RELEASE_NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CursorUseTest {
  private final CursorUse use = new CursorUse();

  @Test
  void isReadAgainAndAgain() {
    for (int i = 0; i < 3; i++) {
      use.beginRead();
      assertThat(use.endRead()).isFalse();
    }
    assertThat(use.end()).isEqualTo(RELEASE_NOW);
  }

  @Test
  void isReadByOneThreadAtATime() {
    use.beginRead();

    assertThatThrownBy(use::beginRead)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot read a cursor that is READING.");
  }

  @Test
  void isReleasedOnceByWhoeverEndsItWhileNobodyReads() {
    assertThat(use.end()).isEqualTo(RELEASE_NOW);
    assertThat(use.end()).isEqualTo(NOTHING);
    assertThatThrownBy(use::beginRead).hasMessage("Cannot read a cursor that is ENDED.");
  }

  @Test
  void isReleasedByTheReaderWhenItWasEndedMeanwhile() {
    use.beginRead();

    assertThat(use.end()).isEqualTo(LEFT_TO_READER);
    assertThat(use.end()).isEqualTo(NOTHING);
    assertThatThrownBy(use::beginRead)
        .hasMessage("Cannot read a cursor that is ENDED_WHILE_READING.");
    assertThat(use.endRead()).as("the reader has to release").isTrue();
    assertThat(use.end()).isEqualTo(NOTHING);
    assertThat(use.endRead()).as("once").isFalse();
  }
}
