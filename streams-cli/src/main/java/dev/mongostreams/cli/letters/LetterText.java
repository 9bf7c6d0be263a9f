package dev.mongostreams.cli.letters;

import dev.mongostreams.letters.DeadLetter;
import dev.mongostreams.letters.DeadLetter.Failure;
import java.util.Base64;
import java.util.List;
import org.bson.RawBsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/** How a letter is told. Control characters are shown as {@code ?}. */
final class LetterText {
  private static final int SHORT_ID = 12;

  private static final JsonWriterSettings LINE =
      JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();
  private static final JsonWriterSettings PAGE =
      JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).indent(true).build();

  private LetterText() {}

  /** One line, without the data and without what the exception said. */
  static String line(DeadLetter letter) {
    Failure failure = letter.failure();
    return safe(
        String.join(
            "  ",
            letter.id().substring(0, SHORT_ID),
            failure.lastAt().toString(),
            letter.watcher(),
            letter.namespace(),
            letter.event().operationName(),
            failure.attempts() + (failure.attempts() == 1 ? " attempt" : " attempts"),
            failure.error()));
  }

  /** All of it. */
  static List<String> page(DeadLetter letter) {
    Failure failure = letter.failure();
    return List.of(
        "id:        " + letter.id(),
        "watcher:   " + safe(letter.watcher()),
        "namespace: " + safe(letter.namespace()),
        "operation: " + safe(letter.event().operationName()),
        "token:     " + safe(letter.token().toString()),
        "attempts:  " + failure.attempts(),
        "failed:    " + failure.firstAt() + " first, " + failure.lastAt() + " last",
        "error:     " + safe(failure.error()),
        "message:   " + safe(failure.message()),
        "event:     " + event(letter.event().raw()));
  }

  private static String event(RawBsonDocument event) {
    try {
      return event.toJson(PAGE);
    } catch (RuntimeException damaged) {
      byte[] bytes = new byte[event.getByteBuffer().remaining()];
      event.getByteBuffer().get(bytes);
      return "cannot be told as JSON; its bytes in base64: "
          + Base64.getEncoder().encodeToString(bytes);
    }
  }

  /** The event as {@code --format json} prints it. */
  static String json(DeadLetter letter) {
    try {
      return letter.event().raw().toJson(LINE);
    } catch (RuntimeException damaged) {
      throw new IllegalArgumentException(
          "Cannot replay the dead letter \""
              + letter.id()
              + "\": its event cannot be told as JSON. Replay the others by their ids; show prints"
              + " the bytes of this one.");
    }
  }

  private static String safe(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
