package dev.mongostreams.tests.spec.format;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.testkit.script.Faults;
import org.bson.BsonDocument;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExpectedErrorTest {
  private final RuntimeException failure = Faults.serverError(280, "One", "Two");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{isClientError: false}",
        "{errorCode: 280}",
        "{errorCodeName: 'Scripted'}",
        "{errorLabelsContain: ['Two']}",
      })
  void accepts(String expected) {
    assertThatCode(() -> ExpectedError.match(BsonDocument.parse(expected), failure))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{isClientError: true}",
        "{errorCode: 40573}",
        "{errorCodeName: 'ChangeStreamFatalError'}",
        "{errorLabelsContain: ['Two', 'Three']}",
        "{errorContains: 'a key it does not know'}",
      })
  void refuses(String expected) {
    assertThatThrownBy(() -> ExpectedError.match(BsonDocument.parse(expected), failure))
        .isInstanceOf(AssertionError.class);
  }
}
