package dev.mongostreams.internal.work;

import static dev.mongostreams.internal.played.Batches.event;
import static dev.mongostreams.internal.played.Batches.insert;
import static dev.mongostreams.internal.played.Batches.updateOfNone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoTimeoutException;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.handler.MissingDocument;
import java.util.Objects;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DocumentsTest {
  private final ChangeEvent found = insert(7, 9);
  private final ChangeEvent update = updateOfNone(7, 1);

  private Documents by(MissingDocument policy) {
    return Documents.by(policy, event -> found);
  }

  private ChangeEvent deleted() {
    return Objects.requireNonNull(by(MissingDocument.AS_DELETE).shown(update));
  }

  @ParameterizedTest
  @EnumSource
  void whatMissesNothingStaysWhatItIs(MissingDocument policy) {
    ChangeEvent notAsked = event(Operation.UPDATE, 1);

    assertThat(by(policy).shown(notAsked)).as("no document was asked for").isSameAs(notAsked);
    assertThat(by(policy).shown(found)).isSameAs(found);
  }

  @Test
  void isHandedOverAsItIsByDefault() {
    assertThat(by(MissingDocument.ABSENT)).as("and costs nothing").isSameAs(Documents.AS_SENT);
    assertThat(Documents.AS_SENT.shown(update)).isSameAs(update);
  }

  @Test
  void isSkipped() {
    assertThat(by(MissingDocument.SKIP).shown(update)).isNull();
  }

  @Test
  void isReadOnceMore() {
    assertThat(by(MissingDocument.REREAD).shown(update)).isSameAs(found);
  }

  @Test
  void aReadThatFailsSaysWhy() {
    MongoTimeoutException lost = new MongoTimeoutException("lost");
    Documents documents =
        Documents.by(
            MissingDocument.REREAD,
            event -> {
              throw lost;
            });

    assertThatThrownBy(() -> documents.shown(update))
        .isInstanceOf(Documents.UnreadException.class)
        .hasCause(lost);
  }

  @Test
  void isADeleteOfTheSameDocumentAtTheSamePlace() {
    ChangeEvent deleted = deleted();

    assertThat(deleted.operation()).isEqualTo(Operation.DELETE);
    assertThat(deleted.operationName()).isEqualTo("delete");
    assertThat(deleted.documentId()).isEqualTo(new BsonInt32(7));
    assertThat(deleted.documentKey()).isEqualTo(update.documentKey());
    assertThat(deleted.token()).isEqualTo(update.token());
    assertThat(deleted.clusterTime()).isEqualTo(update.clusterTime());
    assertThat(deleted.fullDocument()).isNull();
    assertThat(deleted.fullDocument(Document.class)).isNull();
    assertThat(deleted.updatedFields()).isEmpty();
    assertThat(deleted.removedFields()).isEmpty();
    assertThat(deleted).hasToString("delete .");
  }

  @Test
  void theBytesOfADeleteStayThoseOfTheUpdate() {
    ChangeEvent deleted = deleted();

    assertThat(deleted.raw()).isEqualTo(update.raw());
    assertThat(deleted.value("fullDocument")).isEqualTo(BsonNull.VALUE);
    assertThat(deleted.document("updateDescription")).isNotNull();
    assertThat(update.removedFields()).containsExactly("draft");
  }

  @Test
  void aDeleteStaysOneWhenItIsKept() {
    assertThat(deleted().detach().operation()).isEqualTo(Operation.DELETE);
    assertThat(
            deleted()
                .withCodecs(com.mongodb.MongoClientSettings.getDefaultCodecRegistry())
                .operation())
        .isEqualTo(Operation.DELETE);
  }
}
