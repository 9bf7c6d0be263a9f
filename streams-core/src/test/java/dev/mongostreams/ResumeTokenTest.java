package dev.mongostreams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTokenTest {
  private static final String HEX = "826B03F52F000000142B022C0100296E";
  private static final String TYPED =
      "{\"_data\": \""
          + HEX
          + "\", \"_typeBits\": {\"$binary\": {\"base64\": \"QA==\", \"subType\":"
          + " \"00\"}}}";

  @Test
  void readsTheHexadecimalText() {
    ResumeToken token = ResumeToken.parse("  " + HEX.toLowerCase(Locale.ROOT) + "\n");

    assertThat(token.document()).isEqualTo(new BsonDocument("_data", new BsonString(HEX)));
    assertThat(token).hasToString(HEX).isEqualTo(ResumeToken.parse(HEX));
  }

  @Test
  void readsTheDocumentAsJson() {
    assertThat(ResumeToken.parse("{\"_data\": \"" + HEX + "\"}")).isEqualTo(ResumeToken.parse(HEX));
  }

  @Test
  void keepsWhatElseTheDocumentHas() {
    assertThat(ResumeToken.parse(TYPED).document()).isEqualTo(BsonDocument.parse(TYPED));
    assertThat(ResumeToken.parse(TYPED)).isNotEqualTo(ResumeToken.parse(HEX));
  }

  @Test
  void comparesByContentWhateverHoldsIt() {
    ResumeToken raw = ResumeToken.of(RawBsonDocument.parse(TYPED));
    ResumeToken plain = ResumeToken.of(BsonDocument.parse(TYPED));

    assertThat(raw).isEqualTo(plain).hasSameHashCodeAs(plain);
    assertThat(plain).isEqualTo(raw);
    assertThat(raw).isNotEqualTo(ResumeToken.parse(HEX)).isNotEqualTo(HEX);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DEADBEEF",
        "",
        "   ",
        "82",
        "82GG03F52F000000142B022C0100296E",
        "826B03F52F000000142B022C0100296",
        "{}",
        "{\"_data\": 5}",
        "{\"_data\": \"DEADBEEF\"}",
        "[1]"
      })
  void refusesWhatIsNoToken(String text) {
    assertThatThrownBy(() -> ResumeToken.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot read the resume token: it is not a hexadecimal string that starts with 82. Copy"
                + " the whole _data value of an event's _id, or the _id document as JSON.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"_data\": \"" + HEX + "\"", "{_data = 1}"})
  void refusesBrokenJson(String text) {
    assertThatThrownBy(() -> ResumeToken.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot read the resume token: it is not valid JSON. Copy the whole _data value of an"
                + " event's _id, or the _id document as JSON.");
  }

  @Test
  void theTextOfATokenWithoutDataIsItsJson() {
    assertThat(ResumeToken.of(BsonDocument.parse("{\"ts\": 1}"))).hasToString("{\"ts\": 1}");
  }
}
