package dev.mongostreams.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.StartPosition;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.junit.jupiter.api.Test;

class CheckpointTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.123456Z");
  private static final StartPosition POSITION = StartPosition.at(new BsonTimestamp(5, 6));
  private static final CheckpointIdentity IDENTITY =
      new CheckpointIdentity(Map.of("scope", "aidb.models"));
  private final Checkpoint checkpoint = Checkpoint.of(POSITION, IDENTITY, NOW);

  @Test
  void nowIsNoPositionToSave() {
    String message =
        "Cannot save \"now\" as a position: it means another every time. Save a token or a time.";
    assertThatThrownBy(() -> Checkpoint.of(StartPosition.now(), IDENTITY, NOW)).hasMessage(message);
    assertThatThrownBy(() -> checkpoint.movedTo(StartPosition.now(), IDENTITY, NOW))
        .hasMessage(message);
    assertThatThrownBy(() -> checkpoint.lostAfter(StartPosition.now()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void keepsTheTimeToTheMillisecond() {
    assertThat(checkpoint.savedAt()).isEqualTo(Instant.parse("2026-11-23T12:00:00.123Z"));
  }

  @Test
  void changingItsDocumentDoesNotChangeIt() {
    checkpoint.document().getDocument("identity").append("scope", new BsonString("other"));
    BsonDocument origin = checkpoint.document();
    Checkpoint parsed = Checkpoint.parse(origin);
    origin.getDocument("identity").append("scope", new BsonString("other"));

    assertThat(parsed).isEqualTo(checkpoint).hasSameHashCodeAs(checkpoint);
    assertThat(parsed.movedTo(POSITION, IDENTITY, NOW.plusSeconds(1))).isNotEqualTo(checkpoint);
  }

  @Test
  void namesWhatDiffersInThePartsThatBothKnow() {
    Map<String, String> was = new LinkedHashMap<>();
    was.put("scope", "aidb.models");
    was.put("uuid", "1");
    was.put("set", "rs0");
    CheckpointIdentity before = new CheckpointIdentity(was);
    CheckpointIdentity now =
        new CheckpointIdentity(Map.of("scope", "aidb.predictions", "set", "rs1", "more", "x"));

    assertThat(before.differences(now))
        .containsExactly("scope was aidb.models and is aidb.predictions", "set was rs0 and is rs1");
    assertThat(before.differences(before)).isEmpty();
    was.put("scope", "changed");
    assertThat(before.parts()).containsEntry("scope", "aidb.models");
  }
}
