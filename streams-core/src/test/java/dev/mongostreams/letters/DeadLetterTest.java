package dev.mongostreams.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.letters.DeadLetter.Failure;
import java.util.Arrays;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

  @Test
  void tellsWhereItComesFrom() {
    DeadLetter letter = Letters.numbered(7);

    assertThat(letter.namespace()).isEqualTo("aidb.models");
    assertThat(letter.token()).isEqualTo(Letters.event(7, "{}").token());
    assertThat(letter.toString())
        .isEqualTo(letter.id() + " of dashboard: java.lang.IllegalStateException");
  }

  @Test
  void theSameEventOfTheSameWatcherIsTheSameLetter() {
    DeadLetter again =
        DeadLetter.of(
            "dashboard",
            Letters.event(7, "{}"),
            Failure.of(new RuntimeException(), 1, Letters.LAST, Letters.LAST));

    assertThat(again.id()).isEqualTo(Letters.numbered(7).id()).matches("[0-9a-f]{32}");
    assertThat(Letters.numbered(8).id()).isNotEqualTo(again.id());
  }

  @Test
  void theSameEventOfAnotherWatcherIsAnotherLetter() {
    DeadLetter other = DeadLetter.of("cache", Letters.event(7, "{}"), Letters.failure());

    assertThat(other.id()).isNotEqualTo(Letters.numbered(7).id());
  }

  @Test
  void doesNotKeepTheReplyAlive() {
    byte[] event = LetterForm.bytesOf(Letters.event(7, "{}").raw());
    byte[] reply = Arrays.copyOf(event, 1 << 20);

    DeadLetter letter = Letters.of(ChangeEvent.of(new RawBsonDocument(reply, 0, event.length)));

    assertThat(letter.event().raw().getByteBuffer().array()).hasSize(event.length);
  }

  @Test
  void anEventWithoutATokenIsRefused() {
    ChangeEvent event = Letters.event(BsonDocument.parse("{ns: {db: 'aidb', coll: 'models'}}"));

    assertThatThrownBy(() -> Letters.of(event))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("it has no _id document");
  }

  @Test
  void keepsNoDocumentOfTheExceptionsText() {
    String said =
        text(
            new RuntimeException(
                "E11000 duplicate key index: _id_ dup key: { _id: { a: 5 } } at mongodb://me:pw@h/a\n"
                    + "next",
                new IllegalStateException("cut {\"secret\": {\"a\"")));

    assertThat(said)
        .isEqualTo(
            "E11000 duplicate key index: _id_ dup key: {...} at mongodb://<hidden>@h/a next; caused"
                + " by java.lang.IllegalStateException: cut {...}");
  }

  @Test
  void anExceptionWithoutTextHasNone() {
    assertThat(text(new RuntimeException())).isEmpty();
    assertThat(text(new RuntimeException(null, new Error())))
        .isEqualTo("caused by java.lang.Error");
  }

  @Test
  void aLongTextIsCutAndACircleOfCausesEnds() {
    RuntimeException outer = new RuntimeException("x".repeat(5000));
    outer.initCause(new RuntimeException("inner", outer));

    assertThat(text(outer)).hasSize(1000);
  }

  private static String text(Throwable thrown) {
    return Failure.of(thrown, 1, Letters.FIRST, Letters.LAST).message();
  }
}
