package dev.mongostreams.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.jdbc.SqlType;
import java.util.Objects;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CellTextTest {
  private static BsonValue value(String json) {
    return Objects.requireNonNull(BsonDocument.parse("{v: " + json + "}").get("v"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "TEXT ~ '7' ~ 7",
        "TEXT ~ 7.5 ~ 7.5",
        "TEXT ~ {$date: '2026-11-23T07:00:00.120Z'} ~ 2026-11-23T07:00:00.120Z",
        "TEXT ~ [1, 'a'] ~ [1, \"a\"]",
        "BIGINT ~ {$numberLong: '-9223372036854775808'} ~ -9223372036854775808",
        "BIGINT ~ {$numberDouble: '1e18'} ~ 1000000000000000000",
        "INTEGER ~ {$numberDecimal: '12E1'} ~ 120",
        "DOUBLE ~ {$numberDouble: '-1.5e-300'} ~ -1.5E-300",
        "DOUBLE ~ {$numberDouble: 'Infinity'} ~ Infinity",
        "NUMERIC ~ {$numberDecimal: '0.10'} ~ 0.1",
        "BOOLEAN ~ false ~ false",
        "TIMESTAMPTZ ~ {$date: '2026-11-23T07:00:00Z'} ~ 2026-11-23T07:00:00Z",
        "TIMESTAMPTZ ~ {$date: {$numberLong: '-62135596800001'}} ~ 0001-12-31T23:59:59.999Z BC",
        "TIMESTAMPTZ ~ {$date: {$numberLong: '253402300800000'}} ~ 10000-01-01T00:00Z",
        "TIMESTAMPTZ ~ {$date: {$numberLong: '-62162121600000'}} ~ 0001-02-29T00:00Z BC",
        "TIMESTAMPTZ ~ {$timestamp: {t: 4294967295, i: 1}} ~ 2106-02-07T06:28:15Z",
        "UUID ~ 'any text' ~ any text",
        "BYTEA ~ {$binary: {base64: 'AP8=', subType: '00'}} ~ \\x00ff",
        "JSONB ~ {a: {$numberLong: '7'}} ~ {\"a\": 7}",
        "JSONB ~ '\"' ~ \"\\\"\"",
        "JSONB ~ {$numberDouble: 'NaN'} ~ {\"$numberDouble\": \"NaN\"}",
        "JSONB ~ {$numberDecimal: '1.10'} ~ {\"$numberDecimal\": \"1.10\"}",
      })
  void valuesAreWrittenInTheWordsOfTheType(SqlType type, String json, String text) {
    assertThat(CellText.of(type, value(json))).isEqualTo(text);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotThereIsNull(SqlType type) {
    assertThat(CellText.of(type, null)).isNull();
    assertThat(CellText.of(type, value("null"))).isNull();
    assertThat(CellText.of(type, value("undefined"))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "BIGINT, '1', a string, bigint",
    "INTEGER, true, a boolean, integer",
    "DOUBLE, {$date: 0}, a date time, double precision",
    "NUMERIC, [], a array, numeric",
    "BOOLEAN, 1, a int32, boolean",
    "TIMESTAMPTZ, 1, a int32, timestamp with time zone",
    "UUID, 1, a int32, uuid",
    "BYTEA, 1, a int32, bytea",
  })
  void otherKindsAreRefused(SqlType type, String json, String kind, String sql) {
    String quoted = json.equals("1") && kind.equals("a string") ? "'1'" : json;

    assertThatThrownBy(() -> CellText.of(type, value(quoted)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("it holds " + kind + ", and the column is of type " + sql);
  }

  @Test
  void aLegacyUuidIsRefusedSinceItsBytesHaveSeveralOrders() {
    assertThatThrownBy(
            () ->
                CellText.of(
                    SqlType.UUID,
                    value("{$binary: {base64: 'AAECAwQFBgcICQoLDA0ODw==', subType: '03'}}")))
        .hasMessage("it holds a binary, and the column is of type uuid");
  }
}
