package dev.mongostreams.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.jdbc.SqlType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyTextTest {
  private static BsonValue id(String json) {
    return Objects.requireNonNull(BsonDocument.parse("{_id: " + json + "}").get("_id"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "'model-7' ~ model-7",
        "'2026-11-23' ~ 2026-11-23",
        "'Türkei, 1.5 €' ~ Türkei, 1.5 €",
        "7 ~ 7",
        "{$numberLong: '7'} ~ 7",
        "7.0 ~ 7",
        "{$numberDecimal: '7.00'} ~ 7",
        "-0.0 ~ 0",
        "{$numberDecimal: '-0'} ~ 0",
        "0.5 ~ 0.5",
        "{$numberDecimal: '-1.50'} ~ -1.5",
        "{$numberDecimal: '1E+6000'} ~ 1E+6000",
        "{$numberDouble: 'NaN'} ~ NaN",
        "{$numberDecimal: '-Infinity'} ~ -Infinity",
        "{$oid: '65f000000000000000000001'} ~ 65f000000000000000000001",
        "true ~ true",
        "null ~ null",
        "{a: 1} ~ {\"a\": {\"$numberInt\": \"1\"}}",
        "'' ~ ``",
      })
  void keysReadAsTheyAreWritten(String json, String text) {
    assertThat(KeyText.of(SqlType.TEXT, id(json))).isEqualTo(text);
  }

  @Test
  void noTwoKeysAreWrittenAlike() {
    List<String> different =
        List.of(
            "7",
            "'7'",
            "'\"7\"'",
            "1.5",
            "'1.5'",
            "{$numberDouble: '1e300'}",
            "'1.0E300'",
            "{$numberDecimal: '1E+6000'}",
            "'1E+6000'",
            "{$numberDouble: 'NaN'}",
            "'NaN'",
            "'-Infinity'",
            "{$numberDouble: '-Infinity'}",
            "true",
            "'true'",
            "null",
            "'null'",
            "{$oid: '65f000000000000000000001'}",
            "'65f000000000000000000001'",
            "{a: 1}",
            "'{\"a\": {\"$numberInt\": \"1\"}}'",
            "{$date: 0}",
            "{$timestamp: {t: 0, i: 0}}",
            "{$binary: {base64: 'AAECAwQFBgcICQoLDA0ODw==', subType: '04'}}",
            "{$binary: {base64: 'AAECAwQFBgcICQoLDA0ODw==', subType: '03'}}",
            "''");
    Map<String, String> written = new HashMap<>();

    different.forEach(json -> written.put(KeyText.of(SqlType.TEXT, id(json)), json));

    assertThat(written).hasSameSizeAs(different);
  }

  @Test
  void otherTypesTakeWhatTheyTakeElsewhere() {
    assertThat(KeyText.of(SqlType.BIGINT, id("7.0"))).isEqualTo("7");
    assertThat(
            KeyText.of(
                SqlType.UUID, id("{$binary: {base64: 'AAECAwQFBgcICQoLDA0ODw==', subType: '04'}}")))
        .isEqualTo("00010203-0405-0607-0809-0a0b0c0d0e0f");
  }

  @Test
  void anotherTypeRefusesTheRest() {
    assertThatThrownBy(() -> KeyText.of(SqlType.BIGINT, id("'7'")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("it holds a string, and the column is of type bigint");
    assertThatThrownBy(() -> KeyText.of(SqlType.BIGINT, id("7.5")))
        .hasMessage("it holds a number with a fraction, and the column is of type bigint");
    assertThatThrownBy(() -> KeyText.of(SqlType.BIGINT, id("null")))
        .hasMessage("it holds null, and the column is the key");
  }
}
