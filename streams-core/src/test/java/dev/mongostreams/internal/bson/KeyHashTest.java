package dev.mongostreams.internal.bson;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.bson.BsonDocument;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyHashTest {

  private static int hash(String value) {
    return KeyHash.of(requireNonNull(BsonDocument.parse("{k: " + value + "}").get("k")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "1 | {$numberLong: '1'}",
        "1 | 1.0",
        "1 | {$numberDecimal: '1.000'}",
        "100 | {$numberDecimal: '1E+2'}",
        "0 | {$numberDouble: '-0.0'}",
        "0 | {$numberDecimal: '-0'}",
        "0.5 | {$numberDecimal: '0.50'}",
        "{$numberLong: '9007199254740993'} | {$numberDecimal: '9007199254740993'}",
        "{$numberLong: '-9223372036854775807'} | {$numberDecimal: '-9223372036854775807'}",
        "{$numberLong: '-9223372036854775808'} | {$numberDouble: '-9223372036854775808'}",
        "{$numberDouble: '9223372036854775808'} | {$numberDecimal: '9223372036854775808'}",
        "1e300 | {$numberDecimal: '1e300'}",
        "{$numberDouble: 'NaN'} | {$numberDecimal: 'NaN'}",
        "{$numberDouble: 'Infinity'} | {$numberDecimal: 'Infinity'}",
        "{$numberDouble: '-Infinity'} | {$numberDecimal: '-Infinity'}",
        "{a: 1, b: [2]} | {a: 1.0, b: [{$numberLong: '2'}]}",
      })
  void isTheSameForTheSameValue(String one, String other) {
    assertThat(hash(one)).isEqualTo(hash(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "1 | 2",
        "1 | '1'",
        "0.5 | 0.25",
        "{a: 1, b: 2} | {b: 2, a: 1}",
        "{a: 1} | {b: 1}",
        "[1, 2] | [2, 1]",
        "{$numberDouble: 'Infinity'} | {$numberDouble: '-Infinity'}",
        "{$numberLong: '9007199254740993'} | {$numberLong: '9007199254740992'}",
        "{$oid: '65a0000000000000000000aa'} | {$oid: '65a0000000000000000000ab'}",
      })
  void tellsOtherValuesApart(String one, String other) {
    assertThat(hash(one)).isNotEqualTo(hash(other));
  }
}
