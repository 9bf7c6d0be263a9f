package dev.mongostreams.demo.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.demo.feed.FeedRow;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;

class EventRowsTest {
  private static final String ID = "'_id': {'_data': '8262'}, 'wallTime': {'$date': 2000}, ";

  private final ModelNames names = new ModelNames();
  private final EventRows rows = new EventRows(names);

  @Test
  void showsAPredictionWithTheNameOfItsModel() {
    of("'insert'", "models", "'fullDocument': {'id': 3, 'name': 'ranker'}");
    of("'insert'", "versions", "'fullDocument': {'id': 9, 'model_id': 3, 'version': '1.0.0'}");

    assertThat(
            shown(
                of(
                    "'insert'",
                    "predictions",
                    "'fullDocument': {'id': 1, 'model_version_id': 9, 'output': {'class': 'cat'},"
                        + " 'confidence': 0.92, 'timestamp': {'$date': 1000}}")))
        .isEqualTo(
            Document.parse(
                "{'operation': 'insert', 'collection': 'predictions', 'model': 'ranker 1.0.0',"
                    + " 'output': 'cat', 'confidence': 0.92, 'written': 1000}"));
  }

  @Test
  void showsTheNumberOfAVersionNobodyHasNamed() {
    assertThat(shown(of("'insert'", "predictions", "'fullDocument': {'model_version_id': 9}")))
        .containsEntry("model", "version 9");
  }

  @Test
  void showsWhatAnUpdateChangedAndWhen() {
    assertThat(
            shown(
                of(
                    "'update'",
                    "predictions",
                    "'updateDescription': {'updatedFields': {'confidence': 0.5, 'who': 'me'}},"
                        + " 'fullDocument': {'confidence': 0.5, 'timestamp': {'$date': 1000}}")))
        .containsEntry("output", "confidence: 0.5, who: me")
        .containsEntry("confidence", 0.5)
        .containsEntry("written", 2000);
  }

  @Test
  void showsTheKeyOfADelete() {
    assertThat(shown(of("'delete'", "predictions", "'documentKey': {'_id': 7}")))
        .containsEntry("output", "_id: 7")
        .doesNotContainKey("confidence");
  }

  @Test
  void bearsADropOfTheWholeDatabase() {
    RawBsonDocument event =
        RawBsonDocument.parse("{'_id': {'_data': '8262'}, 'operationType': 'dropDatabase'}");

    FeedRow row = rows.of(ChangeEvent.of(event));

    assertThat(row.operation()).isEqualTo("dropDatabase");
    assertThat(row.collection()).isEmpty();
    assertThat(shown(row)).containsEntry("output", "").doesNotContainKey("written");
  }

  @Test
  void bearsFieldsOfOtherTypesThanTheGuideHas() {
    assertThat(
            shown(
                of(
                    "'insert'",
                    "predictions",
                    "'fullDocument': {'model_version_id': 'nine', 'output': ['a', 1, null],"
                        + " 'confidence': 'high', 'timestamp': 'now', 'name': 3}")))
        .containsEntry("model", "")
        .containsEntry("output", "[\"a\", 1, null]")
        .containsEntry("written", 2000)
        .doesNotContainKey("confidence");
  }

  @Test
  void keepsMarkupAsText() {
    String script = "<script>alert(1)</script>";

    assertThat(
            shown(
                of(
                    "'insert'",
                    "predictions",
                    "'fullDocument': {'output': {'class': '" + script + "'}}")))
        .containsEntry("output", script);
  }

  private FeedRow of(String operation, String collection, String more) {
    return rows.of(
        ChangeEvent.of(
            RawBsonDocument.parse(
                "{"
                    + ID
                    + "'operationType': "
                    + operation
                    + ", 'ns': {'db': 'aidb', 'coll': '"
                    + collection
                    + "'}, "
                    + more
                    + "}")));
  }

  private static Document shown(FeedRow row) {
    return Document.parse(BsonDocument.parse(row.json()).toJson());
  }
}
