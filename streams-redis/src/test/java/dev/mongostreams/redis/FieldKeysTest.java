package dev.mongostreams.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.ChangeEvent;
import java.util.List;
import java.util.Set;
import org.bson.BsonDateTime;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FieldKeysTest {
  private final FieldKeys byId = new FieldKeys("model:", "_id");
  private final FieldKeys byNumber = new FieldKeys("model:", "id");

  @Test
  void writesNumbersByTheirValue() {
    assertThat(byId.apply(Changes.update(7))).containsExactly("model:7");
    assertThat(byId.apply(Changes.update(7L))).containsExactly("model:7");
    assertThat(byId.apply(Changes.update(7.0))).containsExactly("model:7");
    assertThat(byId.apply(Changes.update(-3_000_000_000L))).containsExactly("model:-3000000000");
  }

  @Test
  void writesTextAsItIsAndObjectIdsInHexadecimal() {
    assertThat(byId.apply(Changes.update("a b"))).containsExactly("model:a b");
    assertThat(byId.apply(Changes.delete(new ObjectId("656565656565656565656565"))))
        .containsExactly("model:656565656565656565656565");
  }

  @Test
  void doesNotGuessHowOtherValuesAreWritten() {
    assertThat(byId.apply(Changes.update(7.5))).isEmpty();
    assertThat(byId.apply(Changes.update(new BsonDateTime(0)))).isEmpty();
    assertThat(byId.apply(Changes.update(new Document("a", 1)))).isEmpty();
  }

  @Test
  void takesAFieldFromTheDocumentAfterTheChange() {
    assertThat(byNumber.apply(update(null, 7L, "name"))).containsExactly("model:7");
  }

  @Test
  void takesItFromTheDocumentBeforeADelete() {
    ChangeEvent delete =
        Changes.of(
            Changes.document("delete", new ObjectId())
                .append("fullDocumentBeforeChange", new Document("id", 7L)));

    assertThat(byNumber.apply(delete)).containsExactly("model:7");
  }

  @Test
  void takesItFromTheDocumentKeyOfAShardedCollection() {
    ChangeEvent delete =
        Changes.of(
            Changes.event("delete")
                .append("documentKey", new Document("id", 7).append("_id", new ObjectId())));

    assertThat(byNumber.apply(delete)).containsExactly("model:7");
  }

  @Test
  void doesNotKnowTheFieldOfADeleteWithoutAnImage() {
    assertThat(byNumber.apply(Changes.delete(new ObjectId()))).isEmpty();
  }

  @Test
  void doesNotKnowTheFieldOfAnUpdateWhoseDocumentIsGone() {
    assertThat(byNumber.apply(update(null, null, "name"))).isEmpty();
  }

  @Test
  void namesBothKeysOfADocumentWhoseFieldChanged() {
    assertThat(byNumber.apply(update(7L, 8L, "id"))).isEqualTo(Set.of("model:7", "model:8"));
  }

  @Test
  void doesNotKnowTheOldKeyOfADocumentWhoseFieldChangedWithoutAnImage() {
    assertThat(byNumber.apply(update(null, 8L, "id"))).isEmpty();
  }

  private static ChangeEvent update(@Nullable Long before, @Nullable Long after, String changed) {
    Document event =
        Changes.document("update", new ObjectId())
            .append(
                "updateDescription",
                new Document("updatedFields", new Document(changed, after == null ? 1L : after))
                    .append("removedFields", List.of()));
    if (before != null) {
      event.append("fullDocumentBeforeChange", new Document("id", before));
    }
    event.append("fullDocument", after == null ? null : new Document("id", after));
    return Changes.of(event);
  }
}
