package dev.mongostreams.demo.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameOriginTest {
  private final SameOrigin sameOrigin = new SameOrigin("Board.example");

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8080, 127.0.0.1:8080",
    "http://localhost:8080, localhost:8080",
    "http://LocalHost:8080, localhost:8080",
    "http://[::1]:8080, [::1]:8080",
    "http://192.168.1.7:8080, 192.168.1.7:8080",
    "https://board.example, board.example",
  })
  void allowsThePageThatWasServedHere(String origin, String connected) {
    assertThat(sameOrigin.allows(origin, connected)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "http://evil.example, 127.0.0.1:8080",
    "http://127.0.0.1:8081, 127.0.0.1:8080",
    "http://localhost:8080, 127.0.0.1:8080",
    "http://127.0.0.1.evil.example:8080, 127.0.0.1:8080",
    "null, 127.0.0.1:8080",
    "file://, 127.0.0.1:8080",
    "http://, ''",
    "%%%, %%%",
  })
  void refusesEveryOther(String origin, String connected) {
    assertThat(sameOrigin.allows(origin, connected)).isFalse();
  }

  @Test
  void refusesANameThatSomebodyElsePointsHere() {
    assertThat(sameOrigin.allows("http://evil.example:8080", "evil.example:8080")).isFalse();
  }

  @Test
  void refusesWhoDoesNotSayWhereItComesFrom() {
    String nobody = nothing();

    assertThat(sameOrigin.allows(nobody, "127.0.0.1:8080")).isFalse();
    assertThat(sameOrigin.allows("http://127.0.0.1:8080", nobody)).isFalse();
  }

  @SuppressWarnings("NullAway")
  private static String nothing() {
    @Nullable String header = null;
    return header;
  }
}
