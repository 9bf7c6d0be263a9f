package dev.mongostreams.tests.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Field;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.tests.watcher.fixture.WatcherContract;
import org.bson.BsonString;
import org.bson.Document;
import org.junit.jupiter.api.Test;

final class FilterIT extends WatcherContract {

  @Test
  void operationsLetTheirOwnKindsThroughOnly() {
    watchPredictions().operations(Operation.INSERT, Operation.REPLACE).start();

    predictions.insertOne(numbered(1));
    predictions.updateOne(numbered(1), Updates.set("confidence", 0.9));
    predictions.replaceOne(numbered(1), new Document("confidence", 1.0));
    predictions.deleteOne(numbered(1));
    predictions.insertOne(numbered(2));

    received.awaitId(2);
    assertThat(received.operations())
        .containsExactly(Operation.INSERT, Operation.REPLACE, Operation.INSERT);
  }

  @Test
  void kindsTheWatcherNeedsForItselfAreNotHandedOver() {
    predictions.insertOne(numbered(0));
    by(streams.watchDatabase()).operations(Operation.INSERT).start();

    predictions.drop();
    predictions.insertOne(numbered(1));

    received.awaitId(1);
    assertThat(received.operations()).containsExactly(Operation.INSERT);
  }

  @Test
  void namingAnExpandedOperationAsksForIt() {
    predictions.insertOne(numbered(0));
    watchPredictions().operations(Operation.CREATE_INDEXES, Operation.INSERT).start();

    predictions.createIndex(Indexes.ascending("confidence"));
    predictions.insertOne(numbered(1));

    received.awaitId(1);
    assertThat(received.operations()).containsExactly(Operation.CREATE_INDEXES, Operation.INSERT);
  }

  @Test
  void expandedOperationsStayAwayUnlessAskedFor() {
    predictions.insertOne(numbered(0));
    watchPredictions().start();

    predictions.createIndex(Indexes.ascending("confidence"));
    predictions.insertOne(numbered(1));

    received.awaitId(1);
    assertThat(received.operations()).containsExactly(Operation.INSERT);
  }

  @Test
  void whereMatchesFieldsOfTheEvent() {
    watchPredictions().where(Filters.gte("fullDocument.confidence", 0.9)).start();

    predictions.insertOne(numbered(1).append("confidence", 0.89));
    predictions.insertOne(numbered(2).append("confidence", 0.9));
    predictions.insertOne(numbered(3).append("confidence", 0.1));
    predictions.insertOne(numbered(4).append("confidence", 0.95));

    received.awaitId(4);
    assertThat(received.ids()).containsExactly(2, 4);
  }

  @Test
  void pipelineStagesChangeTheEvent() {
    watchPredictions()
        .pipeline(
            Aggregates.match(Filters.ne("documentKey._id", 2)),
            Aggregates.addFields(new Field<>("source", "lab")))
        .start();

    insert(1, 3);

    received.awaitId(3);
    assertThat(received.ids()).containsExactly(1, 3);
    assertThat(received.events().get(0).value("source")).isEqualTo(new BsonString("lab"));
  }

  @Test
  void operationsWhereAndPipelineAllApply() {
    watchPredictions()
        .operations(Operation.INSERT)
        .where(Filters.gt("fullDocument._id", 1))
        .pipeline(Aggregates.match(Filters.lt("fullDocument._id", 4)))
        .start();

    insert(1, 3);
    predictions.updateOne(numbered(3), Updates.set("confidence", 0.9));
    insert(4, 4);
    predictions.deleteOne(numbered(3));
    predictions.insertOne(numbered(3));

    received.await(3);
    assertThat(received.ids()).containsExactly(2, 3, 3);
    assertThat(received.operations()).containsOnly(Operation.INSERT);
  }

  @Test
  void anOperationNobodyKnowsPasses() {
    watchPredictions()
        .pipeline(Aggregates.addFields(new Field<>("operationType", "teleport")))
        .start();

    predictions.insertOne(numbered(1));

    ChangeEvent event = received.await(1).get(0);
    assertThat(event.operation()).isEqualTo(Operation.OTHER);
    assertThat(event.operationName()).isEqualTo("teleport");
    assertThat(event.fullDocument()).isEqualTo(numbered(1));
  }
}
