package dev.mongostreams.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoClientSettings;
import dev.mongostreams.ResumeToken;
import dev.mongostreams.StartPosition;
import dev.mongostreams.internal.bson.CursorReply;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;

class ReplyBatchTest {
  private static final String EVENTS =
      "[{_id: {_data: '8201'}, operationType: 'insert'}, {_id: {_data: '8202'}}]";

  private static ReplyBatch batch(String cursor) {
    String reply = "{cursor: " + cursor + ", operationTime: {$timestamp: {t: 5, i: 1}}}";
    return new ReplyBatch(
        new CursorReply(RawBsonDocument.parse(reply)),
        MongoClientSettings.getDefaultCodecRegistry());
  }

  private static ResumeToken token(String data) {
    return ResumeToken.of(new BsonDocument("_data", new BsonString(data)));
  }

  @Test
  void endsAtThePositionTheServerNames() {
    ReplyBatch batch =
        batch(
            "{nextBatch: "
                + EVENTS
                + ", postBatchResumeToken: {_data: '8209'}, id: NumberLong(7)}");

    assertThat(batch.end()).isEqualTo(StartPosition.after(token("8209")));
    assertThat(batch.last()).isFalse();
    assertThat(batch.size()).isEqualTo(2);
    assertThat(batch.event(0).operationName()).isEqualTo("insert");
    assertThat(batch.operationTime()).isEqualTo(new BsonTimestamp(5, 1));
    assertThat(batch.bytes()).isGreaterThan(100);
  }

  @Test
  void endsAtItsNewestEventWhereTheServerNamesNone() {
    assertThat(batch("{nextBatch: " + EVENTS + ", id: NumberLong(7)}").end())
        .isEqualTo(StartPosition.after(token("8202")));
  }

  @Test
  void hasNoEndWhereNothingTellsIt() {
    assertThat(batch("{nextBatch: [], id: NumberLong(7)}").end()).isNull();
    assertThat(batch("{nextBatch: [{operationType: 'insert'}], id: NumberLong(7)}").end()).isNull();
  }

  @Test
  void isTheLastWhenTheServerHasEndedTheCursorWithOrWithoutAnEvent() {
    for (String events : new String[] {"[]", EVENTS}) {
      ReplyBatch batch =
          batch(
              "{nextBatch: "
                  + events
                  + ", postBatchResumeToken: {_data: '8209'}, id: NumberLong(0)}");

      assertThat(batch.last()).isTrue();
      assertThat(batch.end()).isEqualTo(StartPosition.startAfter(token("8209")));
    }
  }
}
