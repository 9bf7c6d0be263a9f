package dev.mongostreams.cli.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.cli.ExitCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the doctor makes of what it has seen, where a server is hard to bring to it. */
class JudgementTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "7.0.1, OK",
    "6.0.9, OK",
    "8.2.0-rc0, OK",
    "6.0.8, WARNING",
    "6.3.2, WARNING",
    "5.0.30, WARNING",
    "unknown, UNKNOWN"
  })
  void aVersionIsJudgedByWhatItAllows(String version, Verdict verdict) {
    assertThat(ServerVersion.judge(version).verdict()).isEqualTo(verdict);
  }

  @Test
  void anOldVersionSaysWhatIsMissing() {
    assertThat(ServerVersion.judge("5.0.30").seen()).contains("images", "expanded", "16 MB");
    assertThat(ServerVersion.judge("6.2.0").seen()).contains("16 MB").doesNotContain("images");
  }

  @ParameterizedTest
  @CsvSource({
    "1, true, 1, OK",
    "1, , 1, WARNING",
    "0, , 1, WARNING",
    "1, true, 3, WARNING",
    "2, , 3, WARNING",
    "2, true, 3, OK",
    "2, true, 5, WARNING",
    "3, true, 0, WARNING"
  })
  void aNumberOfMembersIsEnoughWhenAMajorityOfThemHasItInTheJournal(
      int w, Boolean journal, int members, Verdict verdict) {
    assertThat(Acknowledgement.judge("w: ", w, journal, members, null).verdict())
        .isEqualTo(verdict);
  }

  @Test
  void aMajorityIsEnoughUnlessItMayForgetTheJournal() {
    assertThat(Acknowledgement.judge("w: ", "majority", null, 3, null).verdict())
        .isEqualTo(Verdict.OK);
    assertThat(Acknowledgement.judge("w: ", "majority", false, 3, null).verdict())
        .isEqualTo(Verdict.WARNING);
    assertThat(Acknowledgement.judge("w: ", "twoRooms", true, 3, null).verdict())
        .isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void whoWaitsForNoJournalIsToldForHowLongAChangeDoes() {
    assertThat(Acknowledgement.judge("w: ", 1, null, 1, 30).seen())
        .startsWith("w: 1: ")
        .contains("up to 30 ms");
    assertThat(Acknowledgement.judge("w: ", 2, false, 3, null).seen())
        .startsWith("w: 2, j: false: ")
        .contains("the other members", "up to 100 ms");
  }

  @Test
  void aShortHistoryIsWarnedOfOnceThingsFallOutOfIt() {
    assertThat(OplogWindow.judge(oplog(0, 3_600, 0.5)).verdict()).isEqualTo(Verdict.OK);
    assertThat(OplogWindow.judge(oplog(0, 3_600, 1)).verdict()).isEqualTo(Verdict.WARNING);
    assertThat(OplogWindow.judge(oplog(0, 90_000, 1)).verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void aCheckpointIsJudgedByTheHistoryLeftToIt() {
    Oplog oplog = oplog(1_000, 2_000, 1);

    assertThat(age(999, oplog).code()).isEqualTo(ExitCode.RESUME_POINT_LOST);
    assertThat(age(1_000, oplog).verdict()).isEqualTo(Verdict.WARNING);
    assertThat(age(1_500, oplog).verdict()).isEqualTo(Verdict.WARNING);
    assertThat(age(1_600, oplog).verdict()).isEqualTo(Verdict.OK);
    assertThat(age(3_000, oplog).code()).isEqualTo(ExitCode.CHECKPOINT_FAILED);
    assertThat(age(1_000, oplog(1_000, 2_000, 0.01)).verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void aCheckpointALittleAheadOfTheServerIsUpToDate() {
    Oplog oplog = oplog(1_000, 2_000, 1);

    assertThat(age(2_060, oplog).verdict()).isEqualTo(Verdict.OK);
    assertThat(age(2_060, oplog).seen()).startsWith("0 s behind, 0 %");
    assertThat(age(2_061, oplog).code()).isEqualTo(ExitCode.CHECKPOINT_FAILED);
  }

  @Test
  void twoSetsOfOneNameAreToldApartWhereBothIdsAreKnown() {
    Map<String, String> its = Map.of("replica set", "rs0", "replica set id", "a");

    assertThat(CheckpointAge.otherSet(its, "rs0", "a")).isNull();
    assertThat(CheckpointAge.otherSet(its, "rs0", null)).isNull();
    assertThat(CheckpointAge.otherSet(Map.of("replica set", "rs0"), "rs0", "a")).isNull();
    assertThat(CheckpointAge.otherSet(Map.of(), "rs0", "a")).isNull();
    assertThat(CheckpointAge.otherSet(its, "rs0", "b"))
        .isEqualTo("another replica set of the name rs0");
    assertThat(CheckpointAge.otherSet(its, "rs1", "a")).isEqualTo("the replica set rs0");
  }

  @Test
  void aClockIsJudgedByWhatTheWayDoesNotExplain() {
    assertThat(clock(NOON.plusSeconds(1), NOON.plusSeconds(4)).verdict()).isEqualTo(Verdict.OK);
    assertThat(clock(NOON.plusSeconds(10), NOON).seen()).contains("10 s behind the server");
    assertThat(clock(NOON.minusSeconds(10), NOON).seen()).contains("10 s ahead of the server");
  }

  @Test
  void aSmallPoolIsWarnedOf() {
    assertThat(PoolSize.judge(null).seen()).startsWith("100 connections");
    assertThat(PoolSize.judge(0).verdict()).isEqualTo(Verdict.OK);
    assertThat(PoolSize.judge(2).verdict()).isEqualTo(Verdict.WARNING);
    assertThat(PoolSize.judge(3).verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void cursorsAreOursByTheirLabelAndOthersLabelsAreNotRepeated() {
    Finding found =
        OpenCursors.judge(
            List.of(
                operation(1, "streams orders", "x"),
                operation(1, "streams orders", "x"),
                operation(2, "secret of others", "x"),
                operation(3, "", "mongo-streams"),
                operation(4, Rights.COMMENT, "x"),
                new Document("op", "command")),
            "");

    assertThat(found)
        .isEqualTo(
            Finding.ok("cursors", "open: 2 of ours [mongo-streams, streams orders], 1 of others"));
  }

  @Test
  void manyCursorsAreWarnedOf() {
    List<Document> many = IntStream.range(0, 20).mapToObj(id -> operation(id, "", "x")).toList();

    assertThat(OpenCursors.judge(many, "").verdict()).isEqualTo(Verdict.WARNING);
    assertThat(OpenCursors.judge(many.subList(1, 20), "").verdict()).isEqualTo(Verdict.OK);
  }

  private static Document operation(int id, String comment, String application) {
    return new Document("appName", application)
        .append(
            "cursor",
            new Document("cursorId", id)
                .append(
                    "originatingCommand",
                    new Document("comment", comment)
                        .append(
                            "pipeline", List.of(new Document("$changeStream", new Document())))));
  }

  private static Finding clock(Instant there, Instant answered) {
    return ClockDifference.judge(NOON, there, answered);
  }

  private static Finding age(int seconds, Oplog oplog) {
    return CheckpointAge.judge("checkpoint d", new BsonTimestamp(seconds, 1), oplog);
  }

  private static Oplog oplog(int oldest, int newest, double filled) {
    return new Oplog(new BsonTimestamp(oldest, 1), new BsonTimestamp(newest, 1), 1 << 20, filled);
  }
}
