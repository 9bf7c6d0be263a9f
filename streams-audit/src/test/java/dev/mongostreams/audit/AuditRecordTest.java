package dev.mongostreams.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.ResumeToken;
import dev.mongostreams.audit.AuditRecord.Transaction;
import dev.mongostreams.audit.AuditRecord.Who;
import java.time.Instant;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditRecordTest {
  private static final Instant TIME = Instant.parse("2026-11-23T07:00:00.123Z");

  private static final String ROW =
      "{_id: '826545A0F1', typeBits: {$binary: {base64: 'gg==', subType: '00'}}, time: {$date:"
          + " '2026-11-23T07:00:00.123Z'}, clusterTime: {$timestamp: {t: 1700000000, i: 7}}, database:"
          + " 'aidb', collection: 'models', operation: 'update', lsid: {id: 's'}, txnNumber:"
          + " {$numberLong: '4'}, key: {_id: 1}, who: 'ann', whoKept: true, change: {updatedFields:"
          + " {x: 2}}, before: {_id: 1, x: 1}, after: {_id: 1, x: 2}, cut: true}";

  private static final AuditRecord RECORD =
      new AuditRecord(
          ResumeToken.of(
              json("{_data: '826545A0F1', _typeBits: {$binary: {base64: 'gg==', subType: '00'}}}")),
          TIME,
          new BsonTimestamp(1_700_000_000, 7),
          "aidb",
          "models",
          "update",
          json("{_id: 1}"),
          new Who(new BsonString("ann"), true),
          json("{updatedFields: {x: 2}}"),
          json("{_id: 1, x: 1}"),
          json("{_id: 1, x: 2}"),
          new Transaction(json("{id: 's'}"), 4),
          true);

  @Test
  void isARowAndBack() {
    assertThat(RECORD.document()).isEqualTo(json(ROW));
    assertThat(AuditRecord.parse(json(ROW))).isEqualTo(RECORD);
    assertThat(RECORD.id()).isEqualTo("826545A0F1");
  }

  @Test
  void leavesOutWhatIsNotThere() {
    AuditRecord bare =
        new AuditRecord(
            ResumeToken.parse("826545A0F1000000012B022C"),
            TIME,
            null,
            "aidb",
            "",
            "dropDatabase",
            null,
            null,
            null,
            null,
            null,
            null,
            false);

    assertThat(bare.document().keySet()).containsExactly("_id", "time", "database", "operation");
    assertThat(AuditRecord.parse(bare.document())).isEqualTo(bare);
  }

  @Test
  void keepsATokenOfAnotherFormAsItIs() {
    BsonDocument odd = json("{_data: '8265', later: 1}");
    AuditRecord record = withToken(odd);

    assertThat(record.document().get("_id")).isEqualTo(odd);
    assertThat(AuditRecord.parse(record.document()).token()).isEqualTo(ResumeToken.of(odd));
  }

  private static AuditRecord withToken(BsonDocument token) {
    BsonDocument row = json(ROW);
    row.remove("typeBits");
    return AuditRecord.parse(row.append("_id", token));
  }

  @Test
  void passesOverFieldsOfLaterVersions() {
    assertThat(AuditRecord.parse(json(ROW).append("later", new BsonInt32(1)))).isEqualTo(RECORD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{_id: 'a', time: 1, operation: 'insert'}", "{time: 1}"})
  void refusesWhatIsNoRow(String text) {
    assertThatThrownBy(() -> AuditRecord.parse(json(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot read an audit row: it lacks its time or its operation. Read the rows of an audit"
                + " collection only.");
  }

  @Test
  void refusesARowWhoseIdIsNoToken() {
    BsonDocument row = json(ROW).append("_id", new BsonInt32(1));

    assertThatThrownBy(() -> AuditRecord.parse(row))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot read an audit row: its _id is no token.");
  }

  private static BsonDocument json(String text) {
    return BsonDocument.parse(text);
  }
}
