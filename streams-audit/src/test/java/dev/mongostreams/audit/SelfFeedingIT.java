package dev.mongostreams.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Watcher;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** A log inside the database it watches. */
class SelfFeedingIT extends AuditedDatabase {
  @Test
  void doesNotFeedItself() {
    AuditLog log = log();
    List<ChangeEvent> read = new CopyOnWriteArrayList<>();
    Watcher watcher = log.watchDatabase(streams, plan).start();
    Watcher onlooker = streams.watchDatabase().onChange(read::add).start();

    for (int id = 0; id < 50; id++) {
      models.insertOne(model(id, "ann"));
    }
    until("the position was saved behind them", () -> isSavedBehind(watcher, 50));
    models.insertOne(model(50, "ann"));

    assertThat(await(51)).extracting(AuditRecord::collection).containsOnly("models");
    until("rows and saves are changes", () -> onlooker.stats().events() >= 51 + 51 + 2);
    assertThat(read).extracting(ChangeEvent::collection).contains("audit", "checkpoints");
    assertThat(watcher.stats().events()).as("the server left them out").isLessThanOrEqualTo(51);
    until("it counted", () -> log.counts().equals(new AuditLog.Counts(51, 0, 0)));
  }

  private static boolean isSavedBehind(Watcher watcher, long events) {
    return watcher.stats().events() >= events
        && watcher.stats().handledUpTo() != null
        && watcher.stats().handledUpTo().equals(watcher.stats().savedUpTo());
  }

  @Test
  void doesNotFeedItselfWhenTheFilterWasReplaced() {
    AuditLog log = log();
    Watcher watcher =
        log.watchDatabase(streams, plan).where(Filters.exists("operationType")).start();

    models.insertOne(model(1, "ann"));
    until("its own row came", () -> watcher.stats().events() >= 2);
    models.insertOne(model(2, "ann"));

    assertThat(await(2)).extracting(AuditRecord::collection).containsOnly("models");
    until("it counted", () -> log.counts().added() == 2);
  }

  @Test
  void tellsWhenItsRowsAreTouched() {
    watch(log());
    models.insertOne(model(1, "ann"));
    await(1);

    rows.updateOne(Filters.empty(), Updates.set("who", "nobody"));
    rows.updateOne(Filters.empty(), Updates.set("who", "somebody"));

    assertThat(await(3))
        .extracting(AuditRecord::operation, AuditRecord::collection)
        .containsExactly(
            tuple("insert", "models"), tuple("update", "audit"), tuple("update", "audit"));
  }

  @Test
  void leavesOutWhatItIsTold() {
    watch(log().leaveOut(database.getName() + ".letters"));

    database.getCollection("letters").insertOne(new Document("_id", 1));
    models.insertOne(model(1, "ann"));
    database.getCollection("letters").drop();

    assertThat(await(2))
        .extracting(AuditRecord::operation, AuditRecord::collection)
        .containsExactly(tuple("insert", "models"), tuple("drop", "letters"));
  }
}
