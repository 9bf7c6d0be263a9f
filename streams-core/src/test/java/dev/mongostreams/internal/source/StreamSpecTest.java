package dev.mongostreams.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.changestream.FullDocument;
import com.mongodb.client.model.changestream.FullDocumentBeforeChange;
import dev.mongostreams.Operation;
import dev.mongostreams.Scope;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

class StreamSpecTest {
  private static final Scope SCOPE = new Scope.OfDatabase("aidb");

  @Test
  void asksForNothingUnlessTold() {
    assertThat(StreamSpec.of(SCOPE).build())
        .isEqualTo(
            new StreamSpec(
                SCOPE,
                Set.of(),
                null,
                List.of(),
                FullDocument.DEFAULT,
                FullDocumentBeforeChange.DEFAULT,
                null,
                0,
                null,
                null));
  }

  @Test
  void anExpandedOperationTurnsExpandedEventsOn() {
    assertThat(operations(Operation.CREATE, Operation.INSERT).build().expandedEvents()).isTrue();
    assertThat(operations(Operation.INSERT).build().expandedEvents()).isNull();
  }

  @Test
  void whatTheUserSaysOfExpandedEventsStands() {
    assertThat(operations(Operation.CREATE).expandedEvents(false).build().expandedEvents())
        .isFalse();
    assertThat(StreamSpec.of(SCOPE).expandedEvents(true).build().expandedEvents()).isTrue();
  }

  @Test
  void wantsTheKindsAskedForOrAll() {
    assertThat(operations(Operation.INSERT).build().wants(Operation.INSERT)).isTrue();
    assertThat(operations(Operation.INSERT).build().wants(Operation.DROP)).isFalse();
    assertThat(StreamSpec.of(SCOPE).build().wants(Operation.OTHER)).isTrue();
  }

  @Test
  void refusesAStageThatHasNotOneKey() {
    List<BsonDocument> two =
        List.of(BsonDocument.parse("{$match: {}}"), BsonDocument.parse("{$match: {}, $set: {}}"));

    assertThatThrownBy(() -> StreamSpec.of(SCOPE).pipeline(two))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot use stage 2 of the pipeline: it has 2 keys where a stage has one. Write each"
                + " stage as a document of its own, as {\"$match\": {...}}.");
    assertThatThrownBy(() -> StreamSpec.of(SCOPE).pipeline(List.of(new BsonDocument())))
        .hasMessageStartingWith("Cannot use stage 1 of the pipeline: it has 0 keys");
  }

  private static StreamSpec.Builder operations(Operation first, Operation... more) {
    return StreamSpec.of(SCOPE).operations(EnumSet.of(first, more));
  }
}
