package dev.mongostreams.internal.bson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoClientSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonSerializationException;
import org.bson.BsonTimestamp;
import org.bson.RawBsonDocument;
import org.bson.codecs.configuration.CodecRegistry;
import org.junit.jupiter.api.Test;

class CursorReplyTest {
  private static final CodecRegistry CODECS = MongoClientSettings.getDefaultCodecRegistry();

  private static CursorReply reply(String json) {
    return new CursorReply(RandomBson.amid(BsonDocument.parse(json)));
  }

  @Test
  void takesTheReplyToAnAggregateApart() {
    CursorReply reply =
        reply(
            """
            {"cursor": {"firstBatch": [{"_id": {"_data": "8201"}, "operationType": "insert"}],
                        "postBatchResumeToken": {"_data": "8202"},
                        "id": {"$numberLong": "81234567890123"}, "ns": "aidb.models.v1"},
             "ok": 1.0, "operationTime": {"$timestamp": {"t": 9, "i": 4}},
             "$clusterTime": {"clusterTime": {"$timestamp": {"t": 12, "i": 1}}, "signature": {}}}
            """);

    assertThat(reply.cursorId()).isEqualTo(81234567890123L);
    assertThat(reply.collection()).isEqualTo("models.v1");
    assertThat(reply.size()).isEqualTo(1);
    assertThat(reply.event(0, CODECS).operationName()).isEqualTo("insert");
    assertThat(reply.end()).hasToString("8202");
    assertThat(reply.operationTime()).isEqualTo(new BsonTimestamp(9, 4));
    assertThat(reply.clusterTime()).isEqualTo(new BsonTimestamp(12, 1));
  }

  @Test
  void aReplyOfAnOlderServerHasNeitherTokenNorTime() {
    CursorReply reply =
        reply("{cursor: {nextBatch: [], id: {$numberLong: '0'}, ns: 'aidb.$cmd.aggregate'}}");

    assertThat(reply.cursorId()).isZero();
    assertThat(reply.collection()).isEqualTo("$cmd.aggregate");
    assertThat(reply.size()).isZero();
    assertThat(reply.end()).isNull();
    assertThat(reply.operationTime()).isNull();
    assertThat(reply.clusterTime()).isNull();
  }

  @Test
  void fieldsOfAnUnexpectedTypeAreLeftOut() {
    CursorReply reply =
        reply(
            """
            {"cursor": {"nextBatch": 1, "postBatchResumeToken": "8202", "id": "7", "ns": 3},
             "operationTime": 5, "$clusterTime": {"clusterTime": 5}}
            """);

    assertThat(reply.size()).isZero();
    assertThat(reply.end()).isNull();
    assertThat(reply.cursorId()).isZero();
    assertThat(reply.collection()).isEmpty();
    assertThat(reply.operationTime()).isNull();
    assertThat(reply.clusterTime()).isNull();
    assertThat(reply("{cursor: 1}").size()).isZero();
  }

  @Test
  void eachEventIsOnItsOwnPartOfTheBytes() {
    for (long seed = 0; seed < 200; seed++) {
      List<BsonDocument> events = new ArrayList<>();
      for (int i = 0; i < seed % 40; i++) {
        events.add(new RandomBson(seed * 100 + i).document(2));
      }
      CursorReply reply = reply(events);

      assertThat(reply.size()).isEqualTo(events.size());
      for (int i = 0; i < events.size(); i++) {
        assertThat(reply.event(i, CODECS).raw()).as("seed %d", seed).isEqualTo(events.get(i));
      }
    }
  }

  private static CursorReply reply(List<BsonDocument> events) {
    BsonDocument cursor = new BsonDocument("nextBatch", new BsonArray(events));
    return new CursorReply(RandomBson.amid(new BsonDocument("cursor", cursor)));
  }

  @Test
  void hasNoEventBehindTheLast() {
    assertThatThrownBy(() -> reply(List.of(new BsonDocument())).event(1, CODECS))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void refusesABatchWithSomethingElseThanEvents() {
    assertThatThrownBy(() -> reply("{cursor: {nextBatch: [1]}}"))
        .isInstanceOf(BsonSerializationException.class);
  }

  @Test
  void keepsAsManyBytesAliveAsTheReplyHas() {
    BsonDocument document = BsonDocument.parse("{cursor: {nextBatch: [{a: 1}]}}");

    assertThat(new CursorReply(RandomBson.amid(document)).bytes())
        .isEqualTo(RandomBson.bytes(document).length);
  }

  @Test
  void theTokenOutlivesTheBytesOfTheReply() {
    RawBsonDocument amid =
        RandomBson.amid(BsonDocument.parse("{cursor: {postBatchResumeToken: {_data: '8203'}}}"));
    CursorReply reply = new CursorReply(amid);

    Arrays.fill(amid.getByteBuffer().array(), (byte) 0x13);

    assertThat(reply.end()).hasToString("8203");
  }
}
