package dev.mongostreams.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.CreateCollectionOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ValidationOptions;
import dev.mongostreams.Watcher;
import dev.mongostreams.failure.FailurePolicy;
import dev.mongostreams.failure.HandlerFailedException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Collections that do not take rows. */
class RefusalIT extends AuditedDatabase {
  @Test
  void rowsThatAUniqueIndexRefusesAreNotTakenForRepeats() {
    rows.createIndex(Indexes.ascending("operation"), new IndexOptions().unique(true));
    Watcher watcher =
        log().watchDatabase(streams, plan).onFailure(FailurePolicy.stop().retries(0)).start();

    models.insertMany(List.of(model(1, "ann"), model(2, "ann")));

    assertThatThrownBy(() -> watcher.join(LIMIT))
        .isInstanceOf(HandlerFailedException.class)
        .cause()
        .isInstanceOf(AuditFailedException.class)
        .hasMessage(
            "Cannot write the audit log "
                + rows.getNamespace()
                + ": a unique index that is not the one of _id refuses 1 rows (code 11000). Drop that"
                + " index, or make it one that is not unique.");
  }

  @Test
  void aRowThatTheServerRefusesFails() {
    database.createCollection(
        "audit",
        new CreateCollectionOptions()
            .validationOptions(new ValidationOptions().validator(Filters.exists("never"))));
    Watcher watcher =
        log().watchDatabase(streams, plan).onFailure(FailurePolicy.stop().retries(0)).start();

    models.insertOne(model(1, "ann"));

    assertThatThrownBy(() -> watcher.join(LIMIT))
        .cause()
        .isInstanceOf(AuditFailedException.class)
        .hasMessage(
            "Cannot write the audit log "
                + rows.getNamespace()
                + ": the server refuses a row (code 121). Look at the cause for what it says; take"
                + " rules of validation away from the collection.");
    assertThat(watcher.stats().handledUpTo()).isNotNull();
  }

  @Test
  void refusesACappedCollection() {
    database.createCollection(
        "audit", new CreateCollectionOptions().capped(true).sizeInBytes(1 << 20));

    assertThatThrownBy(() -> log().watchDatabase(streams, plan))
        .isInstanceOf(AuditFailedException.class)
        .hasMessage(
            "Cannot write the audit log "
                + rows.getNamespace()
                + ": the collection is capped, so it would lose its oldest rows. Name a collection"
                + " that is not.");
  }
}
