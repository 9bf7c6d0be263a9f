package dev.mongostreams.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutageTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "08000", "08006", "57P01", "57P02", "57P03", "57P05", "53300", "53100", "40001", "40P01",
        "25006", "28P01", "58030"
      })
  void passesByItself(String state) {
    assertThat(Outage.isOne(new SQLException("", state))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "22P02", "22001", "23505", "42P01", "42501", "54000", "57014", "25P03", "P0001", ""
      })
  void staysAsItIs(String state) {
    assertThat(Outage.isOne(new SQLException("", state))).isFalse();
  }

  @Test
  void aPoolThatGivesNoConnectionIsOneWithoutAState() {
    assertThat(Outage.isOne(new SQLTransientConnectionException("no connection"))).isTrue();
    assertThat(Outage.isOne(new SQLException("anything"))).isFalse();
  }

  @Test
  void aWaitEndsWithItsSlot() {
    CountDownLatch closed = new CountDownLatch(0);

    assertThatThrownBy(() -> new Outage("w").pause(new SQLException("", "08006"), closed))
        .isInstanceOf(InterruptedException.class);
  }
}
