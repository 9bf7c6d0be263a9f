package dev.mongostreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.letters.DeadLetter;
import dev.mongostreams.letters.DeadLetter.Failure;
import dev.mongostreams.letters.MongoDeadLetterStore;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import java.time.Instant;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Rs0Extension.class)
class DeadLettersIT {

  @Test
  void replaysAndDropsWhatACollectionHolds(
      ReplicaSet rs0, MongoClient client, MongoDatabase database) {
    MongoDeadLetterStore.of(client, database.getName(), "letters").write(letter());
    String place =
        rs0.uri().replaceFirst("(mongodb://[^/]+)/?", "$1/" + database.getName() + ".letters");

    Run run = Run.of("dead-letters", "replay", "--drop", "--store", place);

    assertThat(run.code()).isZero();
    assertThat(BsonDocument.parse(run.out())).isEqualTo(letter().event().raw());
    assertThat(database.getCollection("letters").countDocuments()).isZero();
  }

  @Test
  void aServerThatIsNotThereIsToldWithoutThePassword() {
    Run run =
        Run.of(
            "dead-letters",
            "list",
            "--store",
            "mongodb://me:s3cr3t@localhost:1/ops.letters?serverSelectionTimeoutMS=200");

    assertThat(run.code()).isEqualTo(9);
    assertThat(run.err())
        .startsWith("streams: Cannot read the dead letters ops.letters")
        .contains("  why: the server does not do it (Mongo")
        .contains("  do:  Check that its primary is up")
        .doesNotContain("s3cr3t");
  }

  private static DeadLetter letter() {
    BsonDocument event =
        BsonDocument.parse(
            "{_id: {_data: '8200000000000000000001'}, operationType: 'drop',"
                + " ns: {db: 'aidb', coll: 'models'}}");
    Instant failed = Instant.parse("2026-11-23T07:00:00Z");
    return DeadLetter.of(
        "dashboard",
        ChangeEvent.of(new RawBsonDocument(event, new BsonDocumentCodec())),
        Failure.of(new IllegalStateException("no such customer"), 4, failed, failed));
  }
}
