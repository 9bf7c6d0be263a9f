package dev.mongostreams.internal.bson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoClientSettings;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.ResumeToken;
import java.time.Instant;
import java.util.Arrays;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonSerializationException;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.configuration.CodecConfigurationException;
import org.bson.codecs.configuration.CodecRegistries;
import org.junit.jupiter.api.Test;

class RawChangeEventTest {
  private static final String UPDATE =
      """
      {"_id": {"_data": "8265"}, "operationType": "update",
       "clusterTime": {"$timestamp": {"t": 7, "i": 2}},
       "wallTime": {"$date": "2026-11-01T10:00:00.250Z"},
       "ns": {"db": "aidb", "coll": "models"},
       "documentKey": {"region": "eu", "_id": 5},
       "updateDescription": {"updatedFields": {"a.b": 1, "c": [1]}, "removedFields": ["x", "y.z"],
                             "truncatedArrays": []},
       "fullDocument": {"_id": 5, "tags": [{"name": "first"}, {"name": "second"}]},
       "fullDocumentBeforeChange": {"_id": 5, "x": 1}}
      """;

  private static RawChangeEvent event(String json) {
    return RawChangeEvent.of(RandomBson.amid(BsonDocument.parse(json)));
  }

  @Test
  void readsAllFieldsOfAnUpdate() {
    RawChangeEvent update = event(UPDATE);

    assertThat(update.token().toString()).isEqualTo("8265");
    assertThat(update.operation()).isEqualTo(Operation.UPDATE);
    assertThat(update.clusterTime()).isEqualTo(new BsonTimestamp(7, 2));
    assertThat(update.wallTime()).isEqualTo(Instant.parse("2026-11-01T10:00:00.250Z"));
    assertThat(update.documentId()).isEqualTo(new BsonInt32(5));
    assertThat(update.documentKey()).containsEntry("region", new BsonString("eu"));
    assertThat(update.updatedFields()).isEqualTo(Document.parse("{\"a.b\": 1, \"c\": [1]}"));
    assertThat(update.removedFields()).containsExactly("x", "y.z");
    assertThat(update.fullDocumentBeforeChange()).isEqualTo(Document.parse("{_id: 5, x: 1}"));
    assertThat(update).hasToString("update aidb.models");
  }

  @Test
  void followsPathsThroughArraysByIndex() {
    RawChangeEvent update = event(UPDATE);

    assertThat(update.value("fullDocument.tags.1.name")).isEqualTo(new BsonString("second"));
    assertThat(update.value("fullDocument.tags.2.name")).isNull();
    assertThat(update.value("fullDocument.tags.first")).isNull();
    assertThat(update.document("fullDocument.tags.0")).containsKey("name");
    assertThat(update.document("fullDocument.tags")).as("an array is no document").isNull();
  }

  @Test
  void aRenameTellsTheNewName() {
    assertThat(event("{to: {db: 'aidb', coll: 'new.name'}}").renamedTo())
        .isEqualTo("aidb.new.name");
    assertThat(event(UPDATE).renamedTo()).isNull();
    assertThat(event("{to: {db: 'aidb'}}").renamedTo()).isNull();
  }

  @Test
  void anEventWithNothingInItAnswersAllTheSame() {
    RawChangeEvent empty = event("{}");

    assertThat(empty.hasToken()).isFalse();
    assertThat(empty.operation()).isEqualTo(Operation.OTHER);
    assertThat(empty.operationName()).isEmpty();
    assertThat(empty.database()).isEmpty();
    assertThat(empty.collection()).isEmpty();
    assertThat(empty.renamedTo()).isNull();
    assertThat(empty.documentKey()).isNull();
    assertThat(empty.documentId()).isNull();
    assertThat(empty.fullDocument()).isNull();
    assertThat(empty.fullDocument(BsonDocument.class)).isNull();
    assertThat(empty.fullDocumentBeforeChange()).isNull();
    assertThat(empty.updatedFields()).isEmpty();
    assertThat(empty.removedFields()).isEmpty();
    assertThat(empty.clusterTime()).isNull();
    assertThat(empty.wallTime()).isNull();
    assertThat(empty.value("a.b")).isNull();
    assertThat(empty.document("a")).isNull();
    assertThat(empty.raw()).isEmpty();
  }

  @Test
  void fieldsOfAnUnexpectedTypeCountAsAbsentAndCanBeLookedUp() {
    RawChangeEvent odd =
        event(
            """
            {"_id": 1, "operationType": 2, "ns": "aidb.models", "documentKey": [3],
             "clusterTime": 4, "wallTime": 5, "fullDocument": null, "updateDescription": 6,
             "fullDocumentBeforeChange": "7", "to": 8}
            """);

    assertThat(odd.hasToken()).isFalse();
    assertThat(odd.operation()).isEqualTo(Operation.OTHER);
    assertThat(odd.operationName() + odd.database() + odd.collection()).isEmpty();
    assertThat(odd.documentKey()).isNull();
    assertThat(odd.clusterTime()).isNull();
    assertThat(odd.wallTime()).isNull();
    assertThat(odd.fullDocument()).isNull();
    assertThat(odd.fullDocumentBeforeChange()).isNull();
    assertThat(odd.updatedFields()).isEmpty();
    assertThat(odd.removedFields()).isEmpty();
    assertThat(odd.renamedTo()).isNull();
    assertThat(odd.value("_id")).isEqualTo(new BsonInt32(1));
    assertThat(odd.value("fullDocument")).isEqualTo(BsonNull.VALUE);
    assertThat(odd.value("documentKey.0")).isEqualTo(new BsonInt32(3));
  }

  @Test
  void removedFieldsAreTheNamesAmongThem() {
    assertThat(event("{updateDescription: {removedFields: ['a', 1, null]}}").removedFields())
        .containsExactly("a");
    assertThat(event("{updateDescription: {removedFields: 'a'}}").removedFields()).isEmpty();
  }

  @Test
  void anUnknownOperationKeepsItsName() {
    RawChangeEvent unknown = event("{operationType: 'timeTravel'}");

    assertThat(unknown.operation()).isEqualTo(Operation.OTHER);
    assertThat(unknown.operationName()).isEqualTo("timeTravel");
  }

  @Test
  void anEventWithoutItsIdSaysThatItHasNoPosition() {
    assertThatThrownBy(() -> event("{ns: {db: 'aidb', coll: 'models'}}").token())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Cannot tell the position of an event on aidb: it has no _id document. Keep _id in the"
                + " pipeline.");
  }

  @Test
  void detachingCopiesTheEventAndNothingElse() {
    RawBsonDocument amid = RandomBson.amid(BsonDocument.parse(UPDATE));
    ChangeEvent detached = RawChangeEvent.of(amid).detach();
    int own = amid.getByteBuffer().remaining();
    byte[] shared = amid.getByteBuffer().array();

    Arrays.fill(shared, (byte) 0x13);

    assertThat(detached.raw()).isEqualTo(BsonDocument.parse(UPDATE));
    assertThat(detached.raw().getByteBuffer().array()).hasSize(own);
    assertThat(detached.detach()).isSameAs(detached);
  }

  @Test
  void theTokenOutlivesTheBytesOfItsEvent() {
    RawBsonDocument amid = RandomBson.amid(BsonDocument.parse(UPDATE));
    ResumeToken token = RawChangeEvent.of(amid).token();

    Arrays.fill(amid.getByteBuffer().array(), (byte) 0x13);

    assertThat(token.toString()).isEqualTo("8265");
  }

  @Test
  void decodesByTheCodecsItIsGiven() {
    var none = CodecRegistries.fromCodecs(new BsonDocumentCodec());

    ChangeEvent without = event(UPDATE).withCodecs(none);

    assertThatThrownBy(without::fullDocument).isInstanceOf(CodecConfigurationException.class);
    assertThat(
            without
                .withCodecs(MongoClientSettings.getDefaultCodecRegistry())
                .fullDocument(BsonDocument.class))
        .containsEntry("_id", new BsonInt32(5));
  }

  @Test
  void refusesADocumentThatSaysItIsLongerThanItIs() {
    BsonValue two = new BsonInt32(2);
    byte[] first = RandomBson.bytes(new BsonDocument("a", new BsonInt32(1)));
    byte[] both = Arrays.copyOf(first, first.length * 2);
    System.arraycopy(
        RandomBson.bytes(new BsonDocument("b", two)), 0, both, first.length, first.length);
    both[0] = (byte) (both[0] * 2);

    assertThatThrownBy(() -> RawChangeEvent.of(new RawBsonDocument(both, 0, first.length)))
        .isInstanceOf(BsonSerializationException.class)
        .hasMessage("Malformed BSON at byte 0 of a reply");
  }
}
