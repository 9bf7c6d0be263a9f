package dev.mongostreams.cli.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.cli.Run;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenCommandTest {
  private static final String UUID_VALUE = "5A10040F1E2D3C4B5A69788796A5B4C3D2E1F0";
  private static final String EVENT = "820000000500000006" + "2B042C0100296E" + UUID_VALUE + "04";

  @Test
  void showsWhatAnEventTells() {
    Run run = Run.of("token", "show", EVENT);

    assertThat(run.code()).isZero();
    assertThat(run.out().lines())
        .contains(
            "time        1970-01-01T00:00:05Z (5:6)",
            "kind        a change",
            "collection  UUID 0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0")
        .anyMatch(line -> line.matches("age {9}[0-9]+ d [0-9]+ h"));
  }

  @ParameterizedTest
  @CsvSource({
    "2B042C0100296F, 'the end of a stream; go on with --start-after, not with --resume-after'",
    "2B0429296E, no change: how far the server had looked",
    "2B06, unknown",
  })
  void showsTheOtherKinds(String rest, String kind) {
    assertThat(Run.of("token", "show", "820000000500000006" + rest).out().lines())
        .contains("kind        " + kind, "collection  unknown");
  }

  @Test
  void showsForPrograms() {
    Run run = Run.of("token", "show", "--format", "json", EVENT);

    assertThat(BsonDocument.parse(run.out()))
        .isEqualTo(
            BsonDocument.parse(
                "{token: {_data: '"
                    + EVENT
                    + "'}, clusterTime: {$timestamp: {t: 5, i: 6}}, kind: 'event', collection:"
                    + " '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0'}"));
  }

  @ParameterizedTest
  @CsvSource({
    "820000000500000006, 820000000500000006, A and B are the same position",
    "820000000500000006, 820000000500000007, 'A comes before B, within the same second'",
    "820000000900000001, 820000000500000007, 'A comes after B, by 4 s'",
    "820000000500000007, 8200015185000000FF, 'A comes before B, by 1 d 0 h'",
    "82000000050000000629, 8200000005000000062B, 'A comes before B, at the same cluster time'",
    "82FFFFFFFF00000001, 82FFFFFF0100000001, 'A comes after B, by 4 min 14 s'",
  })
  void comparesTwo(String first, String second, String said) {
    Run run = Run.of("token", "compare", first, second);

    assertThat(run.code()).isZero();
    assertThat(run.out().strip()).isEqualTo(said);
  }

  @Test
  void saysWhenTheCollectionsDiffer() {
    String other = EVENT.replace("0F1E2D3C", "FFFFFFFF");

    assertThat(Run.of("token", "compare", EVENT, other).out().lines())
        .containsExactly(
            "A comes before B, at the same cluster time",
            "they are of different collections: 0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0 and"
                + " ffffffff-4b5a-6978-8796-a5b4c3d2e1f0");
  }

  @Test
  void whatIsNoTokenIsRefused() {
    Run run = Run.of("token", "show", "DEADBEEF");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("Cannot read the resume token: it is not a hexadecimal string");
  }
}
