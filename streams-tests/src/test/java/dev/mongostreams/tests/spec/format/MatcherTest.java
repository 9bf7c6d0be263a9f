package dev.mongostreams.tests.spec.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MatcherTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                        | {a: 1}",
        "{a: 1}                                    | {a: 1, b: 2}",
        "{a: {b: 1, c: 2}}                         | {a: {c: 2, b: 1}}",
        "{a: 1}                                    | {a: {$numberLong: '1'}}",
        "{a: 1}                                    | {a: 1.0}",
        "{a: null}                                 | {a: null}",
        "{a: [1, {b: 2}]}                          | {a: [1, {b: 2}]}",
        "{a: {$$exists: true}}                     | {a: null}",
        "{a: {$$exists: false}}                    | {b: 1}",
        "{a: [{b: 1, c: {$$exists: false}}]}       | {a: [{b: 1}]}",
        "{a: {$$type: 'int'}}                      | {a: 1}",
        "{a: {$$type: 'object'}}                   | {a: {}}",
        "{a: {$$type: 'objectId'}}                 | {a: {$oid: '0123456789abcdef01234567'}}",
        "{a: {$$type: ['int', 'long']}}            | {a: {$numberLong: '1'}}",
        "{a: {$$unsetOrMatches: 1}}                | {}",
        "{a: {$$unsetOrMatches: 1}}                | {a: 1}",
        "{a: {$$unsetOrMatches: {$$exists: true}}} | {a: 1}",
      })
  void accepts(String expected, String actual) {
    assertThatCode(() -> match(expected, actual)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{a: 1}                                    | {}",
        "{a: 1}                                    | {a: 2}",
        "{a: 1}                                    | {a: '1'}",
        "{a: 1}                                    | {a: true}",
        "{a: null}                                 | {}",
        "{a: {b: 1}}                               | {a: {b: 1, c: 2}}",
        "{a: {}}                                   | {a: {b: 1}}",
        "{a: {}}                                   | {a: []}",
        "{a: [1]}                                  | {a: [1, 2]}",
        "{a: [1, 2]}                               | {a: [2, 1]}",
        "{a: [{}]}                                 | {a: [{b: 1}]}",
        "{a: {$$exists: true}}                     | {b: 1}",
        "{a: {$$exists: false}}                    | {a: null}",
        "{a: {$$type: 'int'}}                      | {a: {$numberLong: '1'}}",
        "{a: {$$type: 'object'}}                   | {}",
        "{a: {$$type: ['int', 'long']}}            | {a: 1.5}",
        "{a: {$$unsetOrMatches: 1}}                | {a: 2}",
      })
  void refuses(String expected, String actual) {
    assertThat(complaint(expected, actual)).startsWith("Reply.a");
  }

  @Test
  void namesThePathAndBothValues() {
    assertThat(complaint("{a: [{b: 1}]}", "{a: [{b: 2}]}"))
        .isEqualTo("Reply.a[0].b: expected BsonInt32{value=1}, but it is BsonInt32{value=2}");
  }

  @Test
  void refusesAnOperatorItDoesNotKnow() {
    assertThat(complaint("{a: {$$sessionLsid: 's'}}", "{a: 1}"))
        .isEqualTo("Unknown operator: $$sessionLsid");
  }

  private static String complaint(String expected, String actual) {
    try {
      match(expected, actual);
    } catch (AssertionError complaint) {
      return complaint.getMessage();
    }
    return "no complaint";
  }

  private static void match(String expected, String actual) {
    Matcher.matchRoot("Reply", BsonDocument.parse(expected), BsonDocument.parse(actual));
  }
}
