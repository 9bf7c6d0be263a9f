package dev.mongostreams.cli.deliver;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestTest {
  private Instant now = Instant.parse("2026-11-29T03:00:00Z");
  private final Rest rest = new Rest(() -> now);

  private void assertRestsFor(int seconds) {
    now = now.plusSeconds(seconds - 1);
    assertThatThrownBy(() -> rest.check("https://a")).isInstanceOf(Undelivered.Later.class);
    now = now.plusSeconds(1);
    assertThatCode(() -> rest.check("https://a")).doesNotThrowAnyException();
  }

  @Test
  void lastsForTheSecondsAskedFor() {
    rest.asked(" 120 ");

    assertThatThrownBy(() -> rest.check("https://a"))
        .hasMessageContaining("https://a: it asked to wait until 2026-11-29T03:02:00Z");
    assertRestsFor(120);
  }

  @Test
  void lastsUntilTheDateAskedFor() {
    rest.asked("Sun, 29 Nov 2026 03:00:07 GMT");

    assertRestsFor(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"999999999", "Mon, 29 Nov 2027 03:00:00 GMT"})
  void lastsNoLongerThanFiveMinutes(String retryAfter) {
    rest.asked(retryAfter);

    assertRestsFor(300);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "99999999999", "0", "Sat, 28 Nov 2026 03:00:00 GMT"})
  void doesNotBeginForAnythingElse(String retryAfter) {
    rest.asked(retryAfter);

    assertThatCode(() -> rest.check("https://a")).doesNotThrowAnyException();
  }
}
