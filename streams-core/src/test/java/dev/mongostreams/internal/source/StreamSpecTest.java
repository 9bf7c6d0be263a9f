package dev.mongostreams.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.changestream.FullDocument;
import com.mongodb.client.model.changestream.FullDocumentBeforeChange;
import dev.mongostreams.Operation;
import dev.mongostreams.Scope;
import dev.mongostreams.internal.source.ChangeSource.Form;
import dev.mongostreams.read.ReadPlan;
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
                null,
                StreamSpec.Splitting.WHEN_NEEDED));
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

  @Test
  void refusesTheStageThatSplits() {
    List<BsonDocument> split = List.of(BsonDocument.parse("{$changeStreamSplitLargeEvent: {}}"));

    assertThatThrownBy(() -> StreamSpec.of(SCOPE).pipeline(split))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot use stage 1 of the pipeline: $changeStreamSplitLargeEvent is set by the watcher,"
                + " which joins what it splits. Leave it out; ReadPlan.splitLargeEvents(true) asks"
                + " for it always.");
  }

  @Test
  void splitsWhenNeededAlwaysOrNot() {
    StreamSpec.Builder spec = StreamSpec.of(SCOPE).fullDocument(FullDocument.UPDATE_LOOKUP);

    assertThat(spec.build().usualForm()).isEqualTo(Form.PLAIN);
    assertThat(spec.build().largeForm()).isEqualTo(Form.SPLIT);
    assertThat(spec.build().withoutSplitting().largeForm()).isEqualTo(Form.NARROW);
    spec.reading(ReadPlan.ofDefaults().splitLargeEvents(true));
    assertThat(spec.build().usualForm()).isEqualTo(Form.SPLIT);
    assertThat(spec.build().largeForm()).isEqualTo(Form.SPLIT);
  }

  @Test
  void theStageThatSplitsComesLast() {
    StreamSpec spec =
        operations(Operation.INSERT)
            .pipeline(List.of(BsonDocument.parse("{$unset: 'wallTime'}")))
            .build();

    assertThat(spec.in(Form.SPLIT).stages())
        .hasSize(3)
        .last()
        .isEqualTo(BsonDocument.parse("{$changeStreamSplitLargeEvent: {}}"));
    assertThat(spec.stages()).as("the checkpoint belongs to these").hasSize(2);
  }

  @Test
  void theLightFormLeavesOutWhatIsNotRequired() {
    StreamSpec spec =
        StreamSpec.of(SCOPE)
            .fullDocument(FullDocument.WHEN_AVAILABLE)
            .beforeChange(FullDocumentBeforeChange.REQUIRED)
            .build();

    assertThat(spec.in(Form.LIGHT).fullDocument()).isEqualTo(FullDocument.DEFAULT);
    assertThat(spec.in(Form.LIGHT).beforeChange()).isEqualTo(FullDocumentBeforeChange.REQUIRED);
    assertThat(spec.in(Form.LIGHT).batchSize()).isEqualTo(1);
  }

  @Test
  void theNarrowFormsAreTheOthersOneByOne() {
    StreamSpec spec = StreamSpec.of(SCOPE).build();

    assertThat(spec.in(Form.NARROW)).isEqualTo(spec.withBatchSize(1));
    assertThat(spec.in(Form.SPLIT_NARROW)).isEqualTo(spec.in(Form.SPLIT).withBatchSize(1));
  }

  @Test
  void aSkeletonIsMadeBehindTheFiltersOfTheUser() {
    StreamSpec spec =
        operations(Operation.INSERT).where(BsonDocument.parse("{'fullDocument.a': 1}")).build();

    assertThat(spec.in(Form.KEYED).stages())
        .hasSize(3)
        .last()
        .isEqualTo(
            BsonDocument.parse(
                "{$project: {_id: true, operationType: true, ns: true, clusterTime: true,"
                    + " wallTime: true, documentKey: true}}"));
    assertThat(spec.in(Form.BARE).stages())
        .hasSize(3)
        .last()
        .isEqualTo(
            BsonDocument.parse(
                "{$project: {_id: true, operationType: true, ns: true, clusterTime: true,"
                    + " wallTime: true}}"));
    assertThat(spec.in(Form.KEYED).batchSize()).as("one behind it").isEqualTo(2);
  }

  @Test
  void nothingIsLeftOutThatAFilterMayLookAt() {
    StreamSpec.Builder spec = StreamSpec.of(SCOPE).fullDocument(FullDocument.UPDATE_LOOKUP);

    assertThat(StreamSpec.of(SCOPE).build().withoutSplitting().largeForm())
        .as("nothing to leave out")
        .isEqualTo(Form.PLAIN);
    spec.where(BsonDocument.parse("{'fullDocument.confidence': {$gte: 0.9}}"));
    assertThat(spec.build().withoutSplitting().largeForm()).isEqualTo(Form.PLAIN);
  }

  private static StreamSpec.Builder operations(Operation first, Operation... more) {
    return StreamSpec.of(SCOPE).operations(EnumSet.of(first, more));
  }
}
