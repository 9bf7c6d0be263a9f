package dev.mongostreams.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.audit.AuditRecord.Who;
import java.time.Instant;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecorderTest {
  private static final String BEFORE = "fullDocumentBeforeChange: {_id: 1, by: 'ann', x: 1}";

  @Test
  void takesWhatTheServerSays() {
    AuditRecord record =
        new Recorder("", false)
            .record(
                Events.of(
                    "update",
                    "{wallTime: {$date: '2026-11-23T07:00:00.123Z'}, documentKey: {_id: 1}, lsid:"
                        + " {id: 'session'}, txnNumber: {$numberLong: '4'}, updateDescription:"
                        + " {updatedFields: {x: 2}, removedFields: ['y'], truncatedArrays: []}, "
                        + BEFORE
                        + "}"));

    assertThat(record.id()).startsWith("826545A0F1");
    assertThat(record.time()).isEqualTo(Instant.parse("2026-11-23T07:00:00.123Z"));
    assertThat(record.clusterTime()).isEqualTo(new BsonTimestamp(1_700_000_000, 7));
    assertThat(record.database()).isEqualTo("aidb");
    assertThat(record.collection()).isEqualTo("models");
    assertThat(record.operation()).isEqualTo("update");
    assertThat(record.key()).isEqualTo(json("{_id: 1}"));
    assertThat(record.who()).isNull();
    assertThat(record.change())
        .isEqualTo(json("{updatedFields: {x: 2}, removedFields: ['y'], truncatedArrays: []}"));
    assertThat(record.before()).isEqualTo(json("{_id: 1, by: 'ann', x: 1}"));
    assertThat(record.after()).isNull();
    assertThat(record.transaction())
        .isEqualTo(new AuditRecord.Transaction(json("{id: 'session'}"), 4));
    assertThat(record.cut()).isFalse();
  }

  @Test
  void takesTheClusterTimeWhereThereIsNoWallTime() {
    assertThat(new Recorder("", false).record(Events.of("delete", "{}")).time())
        .isEqualTo(Instant.ofEpochSecond(1_700_000_000));
  }

  @Test
  void takesTheTimeOfTheTokenWhereThereIsNoOther() {
    BsonDocument event = BsonDocument.parse(Events.of("delete", "{}").raw().toJson());
    event.remove("clusterTime");

    AuditRecord record = new Recorder("", false).record(ChangeEvent.of(Events.raw(event)));

    assertThat(record.clusterTime()).isNull();
    assertThat(record.time()).isEqualTo(Instant.ofEpochSecond(0x6545A0F1));
  }

  @Test
  void refusesAnEventWithoutATime() {
    ChangeEvent bare =
        ChangeEvent.of(RawBsonDocument.parse("{_id: {_data: 'odd'}, ns: {db: 'aidb'}}"));

    assertThatThrownBy(() -> new Recorder("", false).record(bare))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Cannot record a change of aidb: it has neither wallTime nor clusterTime. Keep both in"
                + " the pipeline.");
  }

  @Test
  void keepsDocumentsOfInsertsAndReplacesIfAsked() {
    String document = "{documentKey: {_id: 1}, fullDocument: {_id: 1, x: 1}}";

    assertThat(new Recorder("", true).record(Events.of("insert", document)).after())
        .isEqualTo(json("{_id: 1, x: 1}"));
    assertThat(new Recorder("", true).record(Events.of("replace", document)).after()).isNotNull();
    assertThat(new Recorder("", false).record(Events.of("insert", document)).after()).isNull();
  }

  @Test
  void keepsNoDocumentThatWasLookedUpForAnUpdate() {
    assertThat(
            new Recorder("", true).record(Events.of("update", "{fullDocument: {_id: 1}}")).after())
        .isNull();
  }

  @Test
  void saysWhereARenamedCollectionWent() {
    AuditRecord record =
        new Recorder("", false).record(Events.of("rename", "{to: {db: 'aidb', coll: 'old'}}"));

    assertThat(record.change()).isEqualTo(json("{to: {db: 'aidb', coll: 'old'}}"));
    assertThat(record.key()).isNull();
  }

  @Test
  void keepsTheDescriptionOfOtherCommands() {
    String described = "{to: {db: 'a', coll: 'b'}, operationDescription: {dropTarget: true}}";

    assertThat(new Recorder("", false).record(Events.of("rename", described)).change())
        .isEqualTo(json("{dropTarget: true}"));
  }

  @Test
  void whoInsertedOrReplacedIsInTheDocument() {
    assertThat(who("by", "insert", "{fullDocument: {by: 'ann'}}")).isEqualTo(changed("ann"));
    assertThat(who("m.by", "replace", "{fullDocument: {m: {by: 'ann'}}}"))
        .isEqualTo(changed("ann"));
    assertThat(who("by", "insert", "{fullDocument: {x: 1}}")).isNull();
    assertThat(who("by", "insert", "{fullDocument: {by: null}}")).isNull();
  }

  @Test
  void whoUpdatedIsInWhatWasSet() {
    assertThat(who("by", "update", updated("{by: 'bob', x: 2}"))).isEqualTo(changed("bob"));
    assertThat(who("m.by", "update", updated("{'m.by': 'bob'}"))).isEqualTo(changed("bob"));
    assertThat(who("m.by", "update", updated("{m: {by: 'bob'}}"))).isEqualTo(changed("bob"));
    assertThat(who("a.m.by", "update", updated("{a: {m: {by: 'bob'}}}"))).isEqualTo(changed("bob"));
    assertThat(who("m.by", "update", updated("{m: {x: 1}}"))).as("gone with m").isNull();
  }

  @Test
  void whoKeptTheFieldAsItWasIsInTheImage() {
    assertThat(who("by", "update", updated("{x: 2}"))).isEqualTo(new Who(text("ann"), true));
    assertThat(who("by", "update", "{updateDescription: {updatedFields: {x: 2}}}"))
        .as("no image")
        .isNull();
  }

  @Test
  void nobodyIsToldWhenTheFieldWasRemoved() {
    String removed =
        "{updateDescription: {updatedFields: {}, removedFields: ['%s']}, " + BEFORE + "}";

    assertThat(who("by", "update", removed.formatted("by"))).isNull();
    assertThat(who("m.by", "update", removed.formatted("m"))).isNull();
  }

  @Test
  void nobodyIsToldForADelete() {
    assertThat(who("by", "delete", "{" + BEFORE + "}")).isNull();
  }

  private static @Nullable Who who(String path, String operation, String more) {
    return new Recorder(path, false).record(Events.of(operation, more)).who();
  }

  private static String updated(String fields) {
    return "{updateDescription: {updatedFields: "
        + fields
        + ", removedFields: []}, "
        + BEFORE
        + "}";
  }

  private static Who changed(String name) {
    return new Who(text(name), false);
  }

  private static BsonString text(String name) {
    return new BsonString(name);
  }

  private static BsonDocument json(String text) {
    return BsonDocument.parse(text);
  }
}
