package dev.mongostreams.tests.letters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.letters.DeadLetter;
import dev.mongostreams.letters.DeadLetter.Failure;
import dev.mongostreams.letters.DeadLetterStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bson.BsonBinary;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.Test;

/** What each store of dead letters must do. */
abstract class DeadLetterStoreContract {
  static final Instant FIRST = Instant.parse("2026-11-23T07:00:00.123Z");

  /** The store of the test, which begins empty. */
  abstract DeadLetterStore store();

  /** Another store on the same letters, as after a restart. */
  abstract DeadLetterStore reopened();

  @Test
  void aStoreThatWasNeverWrittenIsEmpty() {
    assertThat(all(store())).isEmpty();
    assertThat(store().read("0".repeat(32))).isNull();
    assertThat(store().delete(List.of("0".repeat(32)))).isZero();
  }

  @Test
  void aLetterComesBackWhole() {
    DeadLetter letter = letter(7, new BsonDocument("name", new BsonString("a")));

    store().write(letter);

    DeadLetter read = reopened().read(letter.id());
    assertThat(read).isEqualTo(letter);
    assertThat(read.watcher()).isEqualTo("dashboard");
    assertThat(read.namespace()).isEqualTo("aidb.models");
    assertThat(read.token()).isEqualTo(letter.token());
    assertThat(read.failure())
        .isEqualTo(
            new Failure(
                "java.lang.IllegalStateException",
                "no such customer",
                4,
                FIRST,
                FIRST.plusMillis(7)));
  }

  @Test
  void eachByteOfAnEventComesBack() { // 62, 63
    List<BsonDocument> hard =
        List.of(
            new BsonDocument("a.b", new BsonInt32(1)).append("$set", new BsonInt64(1)),
            new BsonDocument("nan", new BsonDouble(Double.NaN))
                .append("zero", new BsonDouble(-0.0))
                .append("big", new BsonDecimal128(Decimal128.parse("1.10E+3"))),
            new BsonDocument("", new BsonString("\u0000\n\"}{\ud83d\ude00"))
                .append("time", new BsonTimestamp(-1L)),
            nested(150));
    for (int i = 0; i < hard.size(); i++) {
      comesBackByteForByte(letter(i, hard.get(i)));
    }
  }

  @Test
  void bytesThatNoReaderUnderstandsComeBack() { // 63
    BsonDocument document = new BsonDocument("text", new BsonString("XXXX"));
    byte[] event = bytes(letter(1, document).event().raw());
    for (int i = 0; i + 3 < event.length; i++) {
      if (event[i] == 'X' && event[i + 3] == 'X') {
        event[i] = (byte) 0xFF; // no UTF-8
      }
    }

    comesBackByteForByte(of("dashboard", 1, ChangeEvent.of(new RawBsonDocument(event))));
  }

  @Test
  void anEventCloseToSixteenMegabytesComesBack() {
    comesBackByteForByte(letter(1, random(16 * 1024 * 1024 - 4096)));
  }

  @Test
  void anEventJoinedOfFragmentsComesBack() {
    DeadLetter letter = letter(1, random(20 * 1024 * 1024));

    comesBackByteForByte(letter);

    assertThat(store().delete(List.of(letter.id()))).isEqualTo(1);
    assertThat(all(reopened())).isEmpty();
  }

  @Test
  void aMiddlingEventComesBack() {
    comesBackByteForByte(letter(1, random(2 * 1024 * 1024)));
  }

  @Test
  void theOldestComesFirst() {
    List<DeadLetter> written = IntStream.range(0, 5).mapToObj(this::numbered).toList();

    written.forEach(store()::write);

    assertThat(all(reopened())).containsExactlyElementsOf(written);
  }

  @Test
  void aRepeatAfterACrashWritesNoSecondOne() {
    store().write(numbered(1));
    store().write(numbered(1));
    reopened().write(numbered(1));

    assertThat(all(store())).containsExactly(numbered(1));
  }

  @Test
  void twoWatchersThatFailOnOneEventWriteTwoLetters() {
    ChangeEvent event = event(1, new BsonDocument());

    store().write(of("dashboard", 1, event));
    store().write(of("cache", 2, event));

    assertThat(all(store())).extracting(DeadLetter::watcher).containsExactly("dashboard", "cache");
  }

  @Test
  void deletesTheOnesNamedAndNoOther() {
    List<DeadLetter> written = IntStream.range(0, 5).mapToObj(this::numbered).toList();
    written.forEach(store()::write);

    int gone = store().delete(List.of(written.get(1).id(), written.get(3).id(), "0".repeat(32)));

    assertThat(gone).isEqualTo(2);
    assertThat(all(reopened())).containsExactly(written.get(0), written.get(2), written.get(4));
    assertThat(store().read(written.get(1).id())).isNull();
  }

  @Test
  void aDeletedLetterCanBeWrittenAgain() {
    store().write(numbered(1));
    store().delete(List.of(numbered(1).id()));

    store().write(numbered(1));

    assertThat(all(store())).containsExactly(numbered(1));
  }

  private void comesBackByteForByte(DeadLetter letter) {
    store().write(letter);

    DeadLetter read = reopened().read(letter.id());

    assertThat(read).isNotNull();
    assertThat(bytes(read.event().raw())).isEqualTo(bytes(letter.event().raw()));
  }

  static List<DeadLetter> all(DeadLetterStore store) {
    List<DeadLetter> letters = new ArrayList<>();
    store.forEach(letters::add);
    return letters;
  }

  final DeadLetter numbered(int number) {
    return letter(number, new BsonDocument());
  }

  static DeadLetter letter(int number, BsonDocument fullDocument) {
    return of("dashboard", number, event(number, fullDocument));
  }

  private static DeadLetter of(String watcher, int number, ChangeEvent event) {
    Failure failure =
        Failure.of(
            new IllegalStateException("no such customer"), 4, FIRST, FIRST.plusMillis(number));
    return DeadLetter.of(watcher, event, failure);
  }

  private static ChangeEvent event(int number, BsonDocument fullDocument) {
    String token = String.format("82%032X", number);
    BsonDocument event =
        new BsonDocument("_id", new BsonDocument("_data", new BsonString(token)))
            .append("operationType", new BsonString("insert"))
            .append("ns", BsonDocument.parse("{db: 'aidb', coll: 'models'}"))
            .append("documentKey", new BsonDocument("_id", new BsonInt32(number)))
            .append("fullDocument", fullDocument);
    return ChangeEvent.of(new RawBsonDocument(event, new BsonDocumentCodec()));
  }

  private static BsonDocument nested(int depth) {
    BsonDocument document = new BsonDocument();
    for (int i = 0; i < depth; i++) {
      document = new BsonDocument("d", document);
    }
    return document;
  }

  private static BsonDocument random(int bytes) {
    byte[] data = new byte[bytes];
    new Random(1).nextBytes(data);
    return new BsonDocument("data", new BsonBinary(data));
  }

  private static byte[] bytes(RawBsonDocument document) {
    byte[] bytes = new byte[document.getByteBuffer().remaining()];
    document.getByteBuffer().get(bytes);
    return bytes;
  }
}
