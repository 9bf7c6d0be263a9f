package dev.mongostreams.tests.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ResumeToken;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.checkpoint.Checkpoint;
import dev.mongostreams.checkpoint.CheckpointSlot;
import dev.mongostreams.checkpoint.MemoryCheckpointStore;
import dev.mongostreams.failure.StreamRefusedException;
import dev.mongostreams.tests.watcher.fixture.WatcherContract;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** What the server will not stream: told by the call that starts the watcher, where it knows. */
final class RefusalIT extends WatcherContract {

  @Test
  void aViewHasNoHistory() { // 50
    insert(1, 1);
    database.createView("best", "predictions", List.of());

    assertRefused(
        by(streams.watchCollection("best")),
        "Cannot watch "
            + database.getName()
            + ".best: it is a view, and views have no history of their own (code 166). Watch the"
            + " collection behind the view.");
  }

  @Test
  void aStageThatIsNotAllowed() { // 61
    assertRefused(
        watchPredictions().pipeline(Document.parse("{$count: 'all'}")),
        "Cannot watch "
            + predictions.getNamespace()
            + ": the server refuses the pipeline or an option: $group is not permitted in a"
            + " $changeStream pipeline (code 20). Change the stage or option it names; change streams"
            + " allow a few stages only.");
  }

  @Test
  void aStageThatDoesNotExist() { // 61
    assertRefused(
        watchPredictions().pipeline(Document.parse("{$predict: {}}")),
        "Cannot watch "
            + predictions.getNamespace()
            + ": the server refuses the pipeline or an option: Unrecognized pipeline stage name:"
            + " '$predict' (code 40324). Change the stage or option it names; change streams allow a"
            + " few stages only.");
  }

  @Test
  void aFilterThatIsNone() {
    assertRefused(
        watchPredictions().where(Document.parse("{$near: 1}")),
        "Cannot watch "
            + predictions.getNamespace()
            + ": the server refuses the pipeline or an option: unknown top level operator: $near. If"
            + " you have a field name that starts with a '$' symbol, consider using $getField or"
            + " $setField. (code 2). Change the stage or option it names; change streams allow a few"
            + " stages only.");
  }

  @Test
  void aPipelineThatRemovesTheTokenIsNoticedAtTheFirstEvent() { // 60
    Watcher watcher = watchPredictions().pipeline(Document.parse("{$project: {_id: 0}}")).start();

    insert(1, 1);

    assertThatThrownBy(watcher::join)
        .isInstanceOf(StreamRefusedException.class)
        .hasMessage(
            "Cannot watch "
                + predictions.getNamespace()
                + ": the pipeline removes or changes _id, or the server does not know the token,"
                + " which is of another stream or too old (code 280). Keep _id in the pipeline, and resume with the scope and pipeline of the"
                + " token.");
    assertThat(received.events()).isEmpty();
  }

  @Test
  void aTokenOfAnotherCollectionIsNoticedAtTheFirstEvent() { // 26
    StartPosition before = here();
    insert(1, 1);
    ResumeToken foreign = resumed(before).await(1).get(0).token();
    Watcher watcher =
        by(streams.watchCollection("models")).startAt(StartPosition.after(foreign)).start();

    database.getCollection("models").insertOne(numbered(1));

    assertThatThrownBy(watcher::join)
        .isInstanceOf(StreamRefusedException.class)
        .hasMessageContaining("which is of another stream or too old (code 280)");
  }

  @Test
  void aTokenTheServerCannotRead() { // 27
    assertRefused(
        from("DEADBEEF"),
        "Cannot watch "
            + predictions.getNamespace()
            + ": the server cannot read the token or an option (code 50811). Copy the whole token of"
            + " an event of this stream.");
  }

  @Test
  void aTokenThatIsNotEvenHexadecimal() { // 27
    assertRefused(
        from("not a token"),
        "Cannot watch "
            + predictions.getNamespace()
            + ": the server cannot read the token or an option (code 9). Copy the whole token of an"
            + " event of this stream.");
  }

  private WatcherBuilder from(String data) {
    ResumeToken token = ResumeToken.of(new BsonDocument("_data", new BsonString(data)));
    return watchPredictions().startAt(StartPosition.after(token));
  }

  @Test
  void theTokenOfAnInvalidateNamesTheWayPastIt() { // 48
    insert(1, 1);
    StartPosition before = here();
    predictions.drop();
    ChangeEvent invalidate = resumed(before).await(2).get(1);

    assertRefused(
        watchPredictions().startAt(StartPosition.after(invalidate.token())),
        "Cannot watch "
            + predictions.getNamespace()
            + ": the server cannot resume after this token (code 260), as after an invalidate event."
            + " Use startAfter (--start-after) with it, which begins a new cursor behind it.");
  }

  @Test
  void aTimeThatHasNotCome() {
    Instant far = Instant.now().plusSeconds(3600);
    BsonTimestamp now =
        database.runCommand(new Document("ping", 1)).get("operationTime", BsonTimestamp.class);

    assertThatThrownBy(() -> watchPredictions().startAt(StartPosition.at(far)).start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "Cannot start at "
                + Instant.ofEpochSecond(far.getEpochSecond())
                + ": the server's own time is \\S+Z\\. Give a time that has come\\.")
        .hasMessageContaining(Instant.ofEpochSecond(now.getTime()).toString().substring(0, 16));
  }

  @Test
  void aCheckpointThatHasNotCome() {
    MemoryCheckpointStore store = new MemoryCheckpointStore();
    watchPredictions().resumeFrom("slip", store).start().stop();
    Checkpoint saved = Objects.requireNonNull(store.read("slip"));
    try (CheckpointSlot slot = store.claim("slip")) {
      slot.save(
          Checkpoint.of(
              StartPosition.at(Instant.parse("2062-11-23T07:00:00Z")),
              saved.identity(),
              Instant.now()));
    }

    assertThatThrownBy(() -> watchPredictions().resumeFrom("slip", store).start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot start at 2062-11-23T07:00:00Z: the server's own time is ")
        .hasMessageEndingWith("Its checkpoint says so: correct that with streams checkpoint set.");
  }

  private void assertRefused(WatcherBuilder builder, String message) {
    assertThatThrownBy(builder::start)
        .isInstanceOf(StreamRefusedException.class)
        .hasMessage(message);
    assertThat(heard.notices()).isEmpty();
    streams.close();
    cursors.awaitNone();
  }
}
