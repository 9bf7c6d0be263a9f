package dev.mongostreams.demo.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.audit.AuditRecord;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;

class TimelineTextTest {
  private static final String ROW =
      "{_id: '826545A0F1', time: {$date: '2026-11-23T07:00:00.123Z'}, database: 'aidb', collection:"
          + " 'models', operation: '%s', key: {_id: {$oid: '6523f1a2b3c4d5e6f7a8b9c0'}}, %s}";

  private final TimelineText text = new TimelineText("updated_by", false);

  private String line(String operation, String more) {
    return text.line(AuditRecord.parse(BsonDocument.parse(ROW.formatted(operation, more))), 1);
  }

  @Test
  void showsAnUpdateByWhatItWasAndIs() {
    assertThat(
            line(
                "update",
                "who: 'ann', change: {updatedFields: {rate: 0.25, updated_by: 'ann'},"
                    + " removedFields: ['x']}, before: {id: 3, rate: 0.5}"))
        .isEqualTo("07:00:00.123   ann      update     models 3           rate: 0.5 -> 0.25, -x");
  }

  @Test
  void showsWhoKeptTheFieldInBrackets() {
    assertThat(line("update", "who: 'ann', whoKept: true, change: {updatedFields: {n: 2}}"))
        .isEqualTo("07:00:00.123   (ann)    update     models ..a8b9c0    n: 2");
  }

  @Test
  void showsTheNameWhenNothingElseChanged() {
    assertThat(
            line(
                "update",
                "who: 'cyd', change: {updatedFields: {updated_by: 'cyd'}}, before: {updated_by: 'bob'}"))
        .endsWith("  updated_by: bob -> cyd");
  }

  @Test
  void marksWhatIsInATransaction() {
    assertThat(
            line(
                "insert",
                "lsid: {id: 1}, txnNumber: {$numberLong: '1'}, after: {id: 9, name: 'a'}"))
        .isEqualTo("07:00:00.123 | -        insert     models 9           name: a");
  }

  @Test
  void showsAReplacementByWhatDiffers() {
    assertThat(
            line(
                "replace",
                "before: {id: 3, name: 'a', rate: 1, old: 1}, after: {id: 3, name: 'a', rate: 2}"))
        .endsWith("models 3           rate: 1 -> 2, -old");
  }

  @Test
  void showsADeleteByWhatWasThere() {
    assertThat(line("delete", "before: {_id: 1, id: 3, name: 'a'}")).endsWith("  name: a");
    assertThat(line("delete", "cut: true")).endsWith("delete     models ..a8b9c0    (cut)");
  }

  @Test
  void showsADropByItsPlace() {
    AuditRecord drop =
        AuditRecord.parse(
            BsonDocument.parse(
                "{_id: '8265', time: {$date: '2026-11-23T07:00:00Z'}, operation: 'drop', collection:"
                    + " 'models'}"));

    assertThat(text.line(drop, 1)).isEqualTo("07:00:00.000   -        drop       models");
    assertThat(text.line(drop, 2)).endsWith("  2 new ones");
  }

  @Test
  void staysWithinItsWidthWhateverTheDataAre() {
    String wide = "x".repeat(500);

    assertThat(
            line(
                "update",
                "who: '%s', change: {updatedFields: {'%s': '%s', b: ['%s']}}, before: {id: '%s'}"
                    .formatted(wide, wide, wide, wide, wide)))
        .hasSizeLessThanOrEqualTo(TimelineText.WIDTH);
    assertThat(text.head()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }

  @Test
  void letsNobodyMoveTheCursor() {
    String evil = new BsonString("a\u001B[2Jb\nc\u202Ed").getValue();
    BsonDocument row = BsonDocument.parse(ROW.formatted("insert", "after: {}"));
    row.getDocument("after").append(evil, new BsonString(evil));

    assertThat(text.line(AuditRecord.parse(row), 1)).endsWith("a [2Jb c d: a [2Jb c d");
  }

  @Test
  void hasColoursWhereTheyAreUnderstood() {
    TimelineText coloured = new TimelineText("", true);
    AuditRecord row = AuditRecord.parse(BsonDocument.parse(ROW.formatted("delete", "cut: true")));

    assertThat(coloured.line(row, 1)).startsWith("\u001B[31m07:00").endsWith("\u001B[0m");
    assertThat(text.line(row, 1)).doesNotContain("\u001B");
  }

  @Test
  void countsWhatIsNotShown() {
    assertThat(text.more(12_345)).isEqualTo("             ... and 12,345 rows more");
  }
}
