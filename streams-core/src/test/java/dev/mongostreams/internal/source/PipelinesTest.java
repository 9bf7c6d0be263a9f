package dev.mongostreams.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.changestream.FullDocument;
import com.mongodb.client.model.changestream.FullDocumentBeforeChange;
import dev.mongostreams.Operation;
import dev.mongostreams.Scope;
import dev.mongostreams.read.ReadPlan;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes to the server, to the letter. */
class PipelinesTest {
  private static final Scope SEVERAL =
      new Scope.OfCollections("aidb", List.of("models", "metrics"));
  private static final String SEVERAL_STAGE =
      "{$match: {$or: [{'ns.coll': {$in: ['models', 'metrics']}},"
          + " {'to.coll': {$in: ['models', 'metrics']}},"
          + " {operationType: {$in: ['dropDatabase', 'invalidate']}}]}}";

  private static StreamSpec.Builder spec() {
    return StreamSpec.of(new Scope.OfCollection("aidb", "models"));
  }

  private static void assertStages(StreamSpec.Builder spec, String... stages) {
    assertThat(Pipelines.filters(spec.build()))
        .containsExactlyElementsOf(Arrays.stream(stages).map(BsonDocument::parse).toList());
  }

  static List<Scope> wholeScopes() {
    return List.of(
        new Scope.OfCollection("aidb", "models"),
        new Scope.OfDatabase("aidb"),
        new Scope.OfCluster());
  }

  @ParameterizedTest
  @MethodSource("wholeScopes")
  void nothingAskedForSendsNothing(Scope scope) {
    assertStages(StreamSpec.of(scope));
    assertThat(Pipelines.options(StreamSpec.of(scope).build())).isEmpty();
  }

  @Test
  void severalCollectionsAreAListThatSeesRenamesOntoThemAndTheEnd() {
    assertStages(StreamSpec.of(SEVERAL), SEVERAL_STAGE);
  }

  @Test
  void theOperationFilterLetsPassWhatEndsOrMovesTheWatched() {
    assertStages(
        spec().operations(EnumSet.of(Operation.UPDATE, Operation.INSERT)),
        "{$match: {operationType: {$in: ['insert', 'update', 'drop', 'rename', 'dropDatabase',"
            + " 'invalidate']}}}");
  }

  @Test
  void anOperationThatAlwaysPassesIsNamedOnce() {
    assertStages(
        spec().operations(Set.of(Operation.DROP)),
        "{$match: {operationType: {$in: ['drop', 'rename', 'dropDatabase', 'invalidate']}}}");
  }

  @Test
  void stagesComeInTheOrderListOperationsFilterAndTheUsersOwn() {
    assertStages(
        StreamSpec.of(SEVERAL)
            .pipeline(List.of(BsonDocument.parse("{$addFields: {a: 1}}")))
            .where(BsonDocument.parse("{'fullDocument.confidence': {$gte: 0.9}}"))
            .operations(Set.of(Operation.INSERT)),
        SEVERAL_STAGE,
        "{$match: {operationType: {$in: ['insert', 'drop', 'rename', 'dropDatabase',"
            + " 'invalidate']}}}",
        "{$match: {'fullDocument.confidence': {$gte: 0.9}}}",
        "{$addFields: {a: 1}}");
  }

  @Test
  void eachOptionIsSentWhenAskedFor() {
    assertThat(
            Pipelines.options(
                spec()
                    .fullDocument(FullDocument.UPDATE_LOOKUP)
                    .beforeChange(FullDocumentBeforeChange.WHEN_AVAILABLE)
                    .expandedEvents(true)
                    .build()))
        .isEqualTo(
            BsonDocument.parse(
                "{fullDocument: 'updateLookup', fullDocumentBeforeChange: 'whenAvailable',"
                    + " showExpandedEvents: true}"));
  }

  @Test
  void batchSizeWaitAndCommentAreNoOptionsOfTheStage() {
    assertThat(
            Pipelines.options(
                spec()
                    .batchSize(5)
                    .reading(ReadPlan.ofDefaults().maxAwait(Duration.ofSeconds(1)))
                    .comment(new BsonString("me"))
                    .build()))
        .isEmpty();
  }
}
