package dev.mongostreams.demo.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;

class FieldTextTest {
  @Test
  void writesTheOnlyFieldAsItsValue() {
    assertThat(FieldText.of(BsonDocument.parse("{'class': 'cat'}"))).isEqualTo("cat");
  }

  @Test
  void namesSeveralFields() {
    assertThat(
            FieldText.of(
                BsonDocument.parse(
                    "{'class': 'cat', 'size': {'$numberLong': '7'}, 'sure': true, 'box': [1, 2],"
                        + " 'by': {'who': 'me'}}")))
        .isEqualTo("class: cat, size: 7, sure: true, box: [1, 2], by: {\"who\": \"me\"}");
  }

  @Test
  void leavesOutDatesAndWhatItIsToldTo() {
    assertThat(
            FieldText.of(
                BsonDocument.parse("{'id': 3, 'name': 'ranker', 'created_at': {'$date': 5}}"),
                Set.of("id")))
        .isEqualTo("name: ranker");
  }

  @Test
  void shortensWhatIsLong() {
    assertThat(FieldText.of(new BsonString("x".repeat(201)))).hasSize(200).endsWith("x…");
    assertThat(FieldText.of(new BsonString("x".repeat(200)))).hasSize(200).endsWith("xx");
  }

  @Test
  void cutsNoCharacterInTwo() {
    String cat = "\uD83D\uDC31";

    assertThat(FieldText.of(new BsonString("x" + cat.repeat(150)))).endsWith(cat + "…");
    assertThat(FieldText.of(new BsonString(cat.repeat(150)))).endsWith(cat + "…");
  }
}
