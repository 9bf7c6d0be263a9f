package dev.mongostreams.tests.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.ChangeStreamPreAndPostImagesOptions;
import com.mongodb.client.model.CreateCollectionOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.changestream.FullDocument;
import com.mongodb.client.model.changestream.FullDocumentBeforeChange;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.failure.StreamRefusedException;
import dev.mongostreams.tests.watcher.fixture.Received;
import dev.mongostreams.tests.watcher.fixture.WatcherContract;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.Test;

final class DocumentIT extends WatcherContract {
  private static final DocumentCodec CODEC = new DocumentCodec();
  private static final int LARGEST_DOCUMENT_BYTES = 16 << 20;

  @Test
  void fullDocumentModesDifferInWhatAnUpdateBrings() {
    keepImages();
    predictions.insertOne(numbered(1));
    StartPosition before = here();
    predictions.updateOne(numbered(1), Updates.set("step", 1));
    predictions.updateOne(numbered(1), Updates.set("step", 2));

    assertThat(steps(FullDocument.DEFAULT, before)).containsExactly("none", "none");
    assertThat(steps(FullDocument.UPDATE_LOOKUP, before)).containsExactly("2", "2");
    assertThat(steps(FullDocument.WHEN_AVAILABLE, before)).containsExactly("1", "2");
    assertThat(steps(FullDocument.REQUIRED, before)).containsExactly("1", "2");
  }

  private List<String> steps(FullDocument mode, StartPosition from) {
    Received updates = new Received();
    watchPredictions().fullDocument(mode).startAt(from).onChange(updates).start();
    return updates.await(2).stream().map(DocumentIT::step).toList();
  }

  private static String step(ChangeEvent event) {
    assertThat(event.updatedFields()).containsOnlyKeys("step");
    Document full = event.fullDocument();
    return full == null ? "none" : full.get("step").toString();
  }

  @Test
  void aLookupOfADocumentThatIsGoneBringsNone() { // 57
    predictions.insertOne(numbered(1));
    StartPosition before = here();
    predictions.updateOne(numbered(1), Updates.set("step", 1));
    predictions.deleteOne(numbered(1));

    watchPredictions().fullDocument(FullDocument.UPDATE_LOOKUP).startAt(before).start();

    ChangeEvent update = received.await(2).get(0);
    assertThat(update.operation()).isEqualTo(Operation.UPDATE);
    assertThat(update.fullDocument()).isNull();
  }

  @Test
  void imagesBringTheDocumentBeforeTheChange() {
    keepImages();
    watchPredictions().fullDocumentBeforeChange(FullDocumentBeforeChange.REQUIRED).start();

    predictions.insertOne(numbered(1).append("step", 1));
    predictions.updateOne(numbered(1), Updates.set("step", 2));
    predictions.replaceOne(numbered(1), new Document("step", 3));
    predictions.deleteOne(numbered(1));

    received.await(4);
    assertThat(received.events().stream().map(ChangeEvent::fullDocumentBeforeChange))
        .containsExactly(
            null,
            numbered(1).append("step", 1),
            numbered(1).append("step", 2),
            numbered(1).append("step", 3));
  }

  @Test
  void anImageThatWasNeverKeptIsNullWhenAvailableOnesAreAskedFor() { // 58
    watchPredictions().fullDocumentBeforeChange(FullDocumentBeforeChange.WHEN_AVAILABLE).start();

    predictions.insertOne(numbered(1));
    predictions.deleteOne(numbered(1));

    assertThat(received.await(2).get(1).fullDocumentBeforeChange()).isNull();
  }

  @Test
  void anImageThatIsRequiredAndWasNeverKeptEndsTheWatcher() { // 58
    Watcher watcher =
        watchPredictions().fullDocumentBeforeChange(FullDocumentBeforeChange.REQUIRED).start();

    predictions.insertOne(numbered(1));
    predictions.deleteOne(numbered(1));

    assertThatThrownBy(watcher::join)
        .isInstanceOf(StreamRefusedException.class)
        .hasMessage(
            "Cannot watch "
                + predictions.getNamespace()
                + ": an event lacks the document before or after the change, which is required"
                + " (code 47). Ask for it when available, or let the collection keep images"
                + " (changeStreamPreAndPostImages) and start behind that event.");
    assertThat(received.ids()).containsExactly(1);
  }

  @Test
  void aDocumentOfTheGreatestSizePasses() { // 62
    watchPredictions().start();
    int overhead = new RawBsonDocument(filledUp(0), CODEC).getByteBuffer().remaining();
    int length = LARGEST_DOCUMENT_BYTES - overhead;

    predictions.insertOne(filledUp(length));

    ChangeEvent event = received.await(1).get(0);
    assertThat(event.fullDocument().getString("filling")).hasSize(length);
  }

  private static Document filledUp(int length) {
    return numbered(1).append("filling", "x".repeat(length));
  }

  @Test
  void oddNamesAndNumbersPassUnchanged() { // 62
    watchPredictions().start();
    Document odd =
        numbered(1)
            .append("a.b", 1)
            .append("$price", 2)
            .append("", Map.of("", 0))
            .append("nan", Double.NaN)
            .append("negative zero", -0.0)
            .append("decimal", Decimal128.parse("1E-6176"))
            .append("nested", nested(90));

    predictions.insertOne(odd);

    ChangeEvent event = received.await(1).get(0);
    assertThat(event.document("fullDocument")).isEqualTo(new RawBsonDocument(odd, CODEC));
    assertThat(event.value("fullDocument.nested.n.n.n").asDocument()).isNotEmpty();
  }

  private static Document nested(int depth) {
    Document inner = new Document("n", 0);
    for (int i = 0; i < depth; i++) {
      inner = new Document("n", inner);
    }
    return inner;
  }

  private void keepImages() {
    database.createCollection(
        "predictions",
        new CreateCollectionOptions()
            .changeStreamPreAndPostImagesOptions(new ChangeStreamPreAndPostImagesOptions(true)));
  }
}
