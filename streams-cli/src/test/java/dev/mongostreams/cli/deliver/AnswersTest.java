package dev.mongostreams.cli.deliver;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {
  private static void assertMeans(int status, Class<? extends Undelivered> kind) {
    assertThatThrownBy(() -> Answers.check("https://a", status)).isExactlyInstanceOf(kind);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  void taken(int status) {
    assertThatCode(() -> Answers.check("https://a", status)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 502, 503, 504})
  void notNow(int status) {
    assertMeans(status, Undelivered.Later.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {199, 500, 501, 505, 507, 599, 600})
  void failed(int status) {
    assertMeans(status, Undelivered.Failed.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 402, 406, 409, 413, 415, 422, 451, 499})
  void thisOneIsRefused(int status) {
    assertMeans(status, Undelivered.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 301, 302, 303, 304, 307, 308, 401, 403, 404, 405, 407, 410})
  void eachWouldBeRefused(int status) {
    assertMeans(status, Undelivered.Useless.class);
  }

  @Test
  void aRedirectIsToldAsOne() {
    assertThatThrownBy(() -> Answers.check("https://a", 308))
        .hasMessage(
            "Cannot deliver changes to https://a: it answered 308, which sends us elsewhere, and no"
                + " redirect is followed. See where it leads, and give that place to --webhook.");
  }
}
