package dev.mongostreams.cli.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestTest {
  private final Undelivered.Later away =
      new Undelivered.Later("https://a", "it answered 503", null);
  private final Undelivered.Failed failed = new Undelivered.Failed("https://a", "it answered 500");
  private final Undelivered.Refused refused =
      new Undelivered.Refused("https://a", "it answered 422");

  private Instant now = Instant.parse("2026-11-29T03:00:00Z");
  private final Rest rest = new Rest(() -> now);
  private int tries;

  /** What a try comes to that meets this; null when it is taken. */
  private @Nullable Undelivered meets(@Nullable Undelivered met) {
    return meetsBy(
        () -> {
          tries++;
          if (met != null) {
            throw met;
          }
        });
  }

  private @Nullable Undelivered meetsBy(Rest.Try one) {
    try {
      rest.during("https://a", one);
      return null;
    } catch (Undelivered met) {
      return met;
    } catch (InterruptedException asked) {
      throw new AssertionError(asked);
    }
  }

  private void assertRestsFor(long millis) {
    int before = tries;
    now = now.plusMillis(millis - 1);
    assertThat(meets(null)).isInstanceOf(Undelivered.Resting.class);
    assertThat(tries).isEqualTo(before);
    now = now.plusMillis(1);
    assertThat(meets(null)).isNull();
    assertThat(tries).isEqualTo(before + 1);
  }

  @Test
  void lastsForTheSecondsAskedFor() {
    rest.asked(" 120 ");

    assertRestsFor(120_000);
  }

  @Test
  void lastsUntilTheDateAskedFor() {
    rest.asked("Sun, 29 Nov 2026 03:00:07 GMT");

    assertRestsFor(7_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"999999999", "Mon, 29 Nov 2027 03:00:00 GMT"})
  void lastsNoLongerThanFiveMinutes(String retryAfter) {
    rest.asked(retryAfter);

    assertRestsFor(300_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "99999999999", "0", "Sat, 28 Nov 2026 03:00:00 GMT"})
  void doesNotBeginForAnythingElse(String retryAfter) {
    rest.asked(retryAfter);

    assertThat(meets(null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "0", "soon"})
  void whoAsksForLessDoesNotEndItSooner(String retryAfter) {
    rest.asked("60");
    rest.asked(retryAfter);

    assertRestsFor(60_000);
  }

  @Test
  void theFirstWhoMeetsItTellsUntilWhenItAskedToWait() {
    rest.asked("0");

    assertThat(
            meetsBy(
                () -> {
                  rest.asked("120");
                  throw away;
                }))
        .isExactlyInstanceOf(Undelivered.Later.class)
        .hasMessageContaining(
            "https://a: it answered 503, and asked to wait until 2026-11-29T03:02:00Z");
  }

  @Test
  void whileItIsAwayOneTriesAndTheOthersDoNot() {
    meets(away);
    now = now.plusMillis(50);

    Undelivered probe =
        meetsBy(
            () -> {
              tries++;
              assertThat(meets(null)).isInstanceOf(Undelivered.Resting.class);
              throw away;
            });

    assertThat(probe).isExactlyInstanceOf(Undelivered.Later.class);
    assertThat(tries).isEqualTo(2);
    assertRestsFor(100);
    assertThat(meets(null)).as("it is back").isNull();
  }

  @Test
  void ofThoseUnderWayWhenItGoesAwayOneTells() {
    Undelivered second =
        meetsBy(
            () -> {
              assertThat(meets(away)).isSameAs(away);
              throw away;
            });

    assertThat(second).isInstanceOf(Undelivered.Resting.class);
    assertRestsFor(50);
  }

  @Test
  void growsToFifteenSecondsAndBeginsAnewOnceItIsBack() {
    for (int rested = 50; rested < 15_000; rested *= 2) {
      assertThat(meets(away)).isSameAs(away);
      now = now.plusMillis(rested);
    }
    assertThat(meets(away)).isSameAs(away);
    assertRestsFor(15_000);

    assertThat(meets(away)).isSameAs(away);
    assertRestsFor(50);
  }

  @Test
  void aProbeThatIsInterruptedLeavesTheNextOneToTry() {
    meets(away);
    now = now.plusMillis(50);

    assertThatThrownBy(
            () ->
                rest.during(
                    "https://a",
                    () -> {
                      throw new InterruptedException();
                    }))
        .isInstanceOf(InterruptedException.class);

    assertThat(meets(null)).isNull();
  }

  @Test
  void aFailureOfOneThatComesBackSaysNothingOfTheChange() {
    assertThat(meets(failed)).isSameAs(failed);
    meets(away);
    now = now.plusSeconds(119);

    assertThat(meets(failed))
        .isExactlyInstanceOf(Undelivered.Later.class)
        .hasMessageContaining("https://a: it answered 500. It is tried again");
    assertThat(meets(refused)).isSameAs(refused);
    now = now.plusSeconds(1);
    assertThat(meets(failed)).isSameAs(failed);
    rest.asked("300");
    now = now.plusSeconds(301);
    assertThat(meets(failed)).isExactlyInstanceOf(Undelivered.Later.class);
  }
}
