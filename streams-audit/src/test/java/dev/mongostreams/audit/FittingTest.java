package dev.mongostreams.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.ChangeEvent;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FittingTest {
  private static final int BYTES = 10_000;
  private static final int LEVELS = 20;

  private static ChangeEvent event(String operation, BsonDocument more) {
    BsonDocument event = BsonDocument.parse(Events.of(operation, "{}").raw().toJson());
    event.putAll(more);
    return ChangeEvent.of(Events.raw(event));
  }

  private static AuditRecord record(BsonDocument more) {
    return new Recorder("by", true).record(event("insert", more));
  }

  private static BsonString text(int characters) {
    return new BsonString("x".repeat(characters));
  }

  private static int bytes(AuditRecord record) {
    return Events.raw(record.document()).getByteBuffer().remaining();
  }

  @Test
  void leavesARecordThatFitsAsItIs() {
    AuditRecord record =
        record(new BsonDocument("fullDocument", new BsonDocument("big", text(5_000))));

    assertThat(Fitting.fit(record, BYTES, LEVELS)).isEqualTo(record);
  }

  @Test
  void leavesTheFieldsOutThatDoNotFit() {
    BsonDocument inserted =
        new BsonDocument("small", new BsonInt32(1))
            .append("big", text(20_000))
            .append("below", new BsonDocument("big", text(20_000)).append("by", text(10)))
            .append(
                "list", new BsonArray(IntStream.range(0, 5_000).mapToObj(BsonInt32::new).toList()))
            .append("last", new BsonInt32(2));

    AuditRecord fitting =
        Fitting.fit(record(new BsonDocument("fullDocument", inserted)), BYTES, LEVELS);

    assertThat(fitting.cut()).isTrue();
    assertThat(fitting.after())
        .isEqualTo(
            new BsonDocument("small", new BsonInt32(1))
                .append("below", new BsonDocument("by", text(10)))
                .append("last", new BsonInt32(2)));
    assertThat(bytes(fitting)).isLessThanOrEqualTo(BYTES);
  }

  @Test
  void takesWhatChangedBeforeTheImages() {
    BsonDocument more =
        new BsonDocument("documentKey", new BsonDocument("_id", text(500)))
            .append(
                "updateDescription",
                new BsonDocument("updatedFields", new BsonDocument("a", text(6_000))))
            .append("fullDocumentBeforeChange", new BsonDocument("a", text(6_000)));

    AuditRecord fitting =
        Fitting.fit(new Recorder("", true).record(event("update", more)), BYTES, LEVELS);

    assertThat(fitting.cut()).isTrue();
    assertThat(fitting.key()).isEqualTo(new BsonDocument("_id", text(500)));
    assertThat(fitting.change()).isEqualTo(more.get("updateDescription"));
    assertThat(fitting.before()).isEqualTo(new BsonDocument());
  }

  @Test
  void leavesOutWhoWhenThatIsTheLargeField() {
    AuditRecord fitting =
        Fitting.fit(
            record(new BsonDocument("fullDocument", new BsonDocument("by", text(20_000)))),
            BYTES,
            LEVELS);

    assertThat(fitting.who()).isNull();
    assertThat(fitting.cut()).isTrue();
  }

  @Test
  void staysWithinAnyBound() {
    BsonDocument inserted =
        IntStream.range(0, 300)
            .boxed()
            .collect(
                Collectors.reducing(
                    new BsonDocument(),
                    n -> new BsonDocument("field" + n, new BsonDocument("x", text(n))),
                    (all, one) -> {
                      all.putAll(one);
                      return all;
                    }));
    AuditRecord record = record(new BsonDocument("fullDocument", inserted));

    for (int bound = 1_500; bound < 60_000; bound += 997) {
      AuditRecord fitting = Fitting.fit(record, bound, LEVELS);
      assertThat(bytes(fitting)).isLessThanOrEqualTo(bound);
      assertThat(fitting.cut()).isEqualTo(!record.equals(fitting));
    }
  }

  @Test
  void leavesOutWhatIsTooDeep() {
    BsonDocument inserted =
        new BsonDocument("flat", new BsonInt32(1))
            .append("deep", nested(LEVELS))
            .append("list", new BsonArray(List.of(nested(LEVELS))));

    AuditRecord fitting =
        Fitting.fit(record(new BsonDocument("fullDocument", inserted)), BYTES, LEVELS);

    assertThat(fitting.cut()).isTrue();
    assertThat(levels(fitting.after())).isLessThanOrEqualTo(LEVELS);
    assertThat(fitting.after()).containsKey("deep").doesNotContainKey("list");
    assertThat(Fitting.fit(record(new BsonDocument("fullDocument", nested(LEVELS))), BYTES, LEVELS))
        .extracting(AuditRecord::cut)
        .isEqualTo(false);
  }

  private static BsonDocument nested(int levels) {
    BsonDocument inner = new BsonDocument("x", new BsonInt32(1));
    for (int level = 1; level < levels; level++) {
      inner = new BsonDocument("d", inner);
    }
    return inner;
  }

  private static int levels(@Nullable BsonValue value) {
    return value instanceof BsonDocument document
        ? 1 + document.values().stream().mapToInt(FittingTest::levels).max().orElse(0)
        : 0;
  }

  @Test
  void doesNotDoubtWhatIsFarFromTheBound() {
    ChangeEvent small = event("insert", new BsonDocument("fullDocument", new BsonDocument()));
    RawBsonDocument large =
        Events.raw(
            new BsonDocument("_id", new BsonDocument("_data", text(10)))
                .append("clusterTime", new BsonTimestamp(1, 1))
                .append("fullDocument", new BsonDocument("x", text(Fitting.MOST_BYTES))));

    assertThat(Fitting.fits(small, new Recorder("", true).record(small))).isTrue();
    ChangeEvent event = ChangeEvent.of(large);
    assertThat(Fitting.fits(event, new Recorder("", true).record(event))).isFalse();
  }
}
