package dev.mongostreams.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.ResumeToken;
import dev.mongostreams.StartPosition;
import dev.mongostreams.failure.CheckpointFailedException;
import dev.mongostreams.failure.CheckpointFencedException;
import dev.mongostreams.failure.StreamsException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each store promises. A store adds itself, fresh for each test. */
public abstract class CheckpointStoreContract {
  protected static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123Z");
  private static final CheckpointIdentity IDENTITY =
      new CheckpointIdentity(Map.of("scope", "aidb.predictions", "set", "rs0"));

  /** For the stores. */
  protected CheckpointStoreContract() {}

  /** The store that is tested, empty. */
  protected abstract CheckpointStore store();

  /** A second way to the same store, as another process would take it. */
  protected abstract CheckpointStore sameStore();

  /** True when a claim of a name that is held is refused; false when it fences the holder. */
  protected boolean refusesSecondClaims() {
    return false;
  }

  /** A checkpoint; the larger the number, the further it is. */
  protected static Checkpoint checkpoint(int number) {
    return Checkpoint.of(StartPosition.after(token(number)), IDENTITY, NOON.plusSeconds(number));
  }

  private static ResumeToken token(int number) {
    return ResumeToken.parse(String.format("826B03F5%02X000000142B042C0100296E04", number));
  }

  @Test
  void thereIsNothingAtFirst() {
    assertThat(store().read("w")).isNull();
    assertThat(store().names()).isEmpty();
    assertThat(store().delete("w")).isFalse();
    try (CheckpointSlot slot = store().claim("w")) {
      assertThat(slot.loaded()).isNull();
    }
  }

  @Test
  void aClaimAloneIsNoCheckpoint() {
    store().claim("w").close();

    assertThat(store().names()).isEmpty();
    assertThat(store().read("w")).isNull();
    assertThat(store().delete("w")).isFalse();
  }

  @ParameterizedTest
  @MethodSource
  void givesBackWhatWasSaved(StartPosition position) {
    Checkpoint saved = Checkpoint.of(position, IDENTITY, NOON);

    save("w", saved);

    Checkpoint read = there(sameStore().read("w"));
    assertThat(read).isEqualTo(saved);
    assertThat(read.position()).isEqualTo(position);
    assertThat(read.identity()).isEqualTo(IDENTITY);
    assertThat(read.savedAt()).isEqualTo(NOON);
    assertThat(read.lostAfter()).isNull();
    try (CheckpointSlot slot = sameStore().claim("w")) {
      assertThat(slot.loaded()).isEqualTo(saved);
    }
  }

  static Stream<StartPosition> givesBackWhatWasSaved() {
    return Stream.of(
        StartPosition.after(token(1)),
        StartPosition.startAfter(token(2)),
        StartPosition.at(new BsonTimestamp(1795435200, 7)),
        StartPosition.at(new BsonTimestamp(-1, -1)),
        StartPosition.after(
            ResumeToken.parse(
                "{\"_data\": \"826B03F52F000000142B022C0100296E\", \"_typeBits\": {\"$binary\":"
                    + " {\"base64\": \"QA==\", \"subType\": \"00\"}}}")));
  }

  @Test
  void keepsWhereHistoryWasLost() {
    StartPosition lost = StartPosition.startAfter(token(9));

    save("w", checkpoint(10).lostAfter(lost));
    try (CheckpointSlot slot = store().claim("w")) {
      slot.save(there(slot.loaded()).movedTo(StartPosition.after(token(11)), IDENTITY, NOON));
    }

    assertThat(there(store().read("w")).lostAfter()).isEqualTo(lost);
    assertThat(there(store().read("w")).position()).isEqualTo(StartPosition.after(token(11)));
  }

  @Test
  void keepsFieldsOfLaterReleases() {
    BsonDocument later = checkpoint(1).document();
    later.append("later", new BsonDocument("deep.er", new BsonString("\u00e9\u2028\n$\u0001")));
    save("w", Checkpoint.parse(later));

    try (CheckpointSlot slot = store().claim("w")) {
      slot.save(there(slot.loaded()).movedTo(StartPosition.after(token(2)), IDENTITY, NOON));
    }

    assertThat(there(store().read("w")).document().get("later")).isEqualTo(later.get("later"));
    assertThat(there(store().read("w")).position()).isEqualTo(StartPosition.after(token(2)));
  }

  @Test
  void theLastSaveCounts() {
    try (CheckpointSlot slot = store().claim("w")) {
      for (int number = 1; number <= 20; number++) {
        slot.save(checkpoint(number));
        assertThat(sameStore().read("w")).isEqualTo(checkpoint(number));
      }
      assertThat(slot.loaded()).isNull();
    }
  }

  @Test
  void anOperatorMaySetItBack() {
    save("w", checkpoint(9));

    save("w", checkpoint(3));

    assertThat(store().read("w")).isEqualTo(checkpoint(3));
  }

  @Test
  void listsNamesInOrder() {
    for (String name : List.of("b", "a-2", "a.1", "Z", "_9")) {
      save(name, checkpoint(1));
    }

    assertThat(store().names()).containsExactly("Z", "_9", "a-2", "a.1", "b");
  }

  @Test
  void namesDoNotMix() {
    for (String name : List.of("a", "a.checkpoint", "a.lock", "a.checkpoint.previous", "aa")) {
      save(name, checkpoint(name.length()));
    }

    assertThat(store().delete("a")).isTrue();

    assertThat(store().names())
        .containsExactly("a.checkpoint", "a.checkpoint.previous", "a.lock", "aa");
    assertThat(store().read("aa")).isEqualTo(checkpoint(2));
    assertThat(store().read("a.lock")).isEqualTo(checkpoint(6));
    assertThat(store().read("a.checkpoint.previous")).isEqualTo(checkpoint(21));
  }

  @Test
  void forgetsWhatIsDeleted() {
    save("w", checkpoint(1));
    save("w", checkpoint(2));

    assertThat(store().delete("w")).isTrue();

    assertThat(store().read("w")).isNull();
    assertThat(store().names()).isEmpty();
    assertThat(store().delete("w")).isFalse();
    try (CheckpointSlot slot = store().claim("w")) {
      assertThat(slot.loaded()).isNull();
    }
  }

  @Test
  void aSecondClaimLeavesOneWriter() { // 32
    CheckpointSlot first = store().claim("w");
    first.save(checkpoint(1));
    if (refusesSecondClaims()) {
      assertThatThrownBy(() -> sameStore().claim("w"))
          .isInstanceOf(CheckpointFailedException.class)
          .hasMessage(
              "Cannot claim the checkpoint w: another watcher holds it. Stop that one, or give this"
                  + " one a name of its own.");
      first.save(checkpoint(2));
      first.close();
    }

    try (CheckpointSlot second = sameStore().claim("w")) {
      assertThat(second.loaded()).isEqualTo(checkpoint(refusesSecondClaims() ? 2 : 1));
      second.save(checkpoint(3));

      assertThatThrownBy(() -> first.save(checkpoint(9)))
          .isInstanceOf(CheckpointFencedException.class);
      first.close();
      second.save(checkpoint(4));
    }
    assertThat(store().read("w")).isEqualTo(checkpoint(4));
  }

  @Test
  void aFencedSlotWritesNothingEvenWhereNothingWasSaved() { // 32
    CheckpointSlot first = store().claim("w");
    if (refusesSecondClaims()) {
      first.close();
    }

    try (CheckpointSlot second = sameStore().claim("w")) {
      assertThatThrownBy(() -> first.save(checkpoint(9)))
          .isInstanceOf(CheckpointFencedException.class);
      assertThat(second.loaded()).isNull();
      assertThat(store().read("w")).isNull();
    }
  }

  @Test
  void aDeletionFencesWhoeverHeldIt() { // 40
    CheckpointSlot late = store().claim("w");
    late.save(checkpoint(1));
    if (refusesSecondClaims()) {
      assertThatThrownBy(() -> sameStore().delete("w"))
          .isInstanceOf(CheckpointFailedException.class);
      late.close();
    }

    assertThat(sameStore().delete("w")).isTrue();

    assertThatThrownBy(() -> late.save(checkpoint(2))).isInstanceOf(StreamsException.class);
    assertThat(store().read("w")).isNull();
    save("w", checkpoint(3));
    assertThatThrownBy(() -> late.save(checkpoint(2)))
        .isInstanceOf(CheckpointFencedException.class);
    late.close();
    assertThat(store().read("w")).isEqualTo(checkpoint(3));
  }

  @Test
  void aClosedSlotSavesNoMore() {
    CheckpointSlot slot = store().claim("w");
    slot.save(checkpoint(1));
    slot.close();
    slot.close();

    assertThatThrownBy(() -> slot.save(checkpoint(2)))
        .isInstanceOf(CheckpointFencedException.class)
        .hasMessage(
            "Cannot save the checkpoint w: this watcher has given the name back. Start it again to go"
                + " on from what was saved before.");
    assertThat(store().read("w")).isEqualTo(checkpoint(1));
  }

  @Test
  void twoNamesAreHeldAtATime() {
    try (CheckpointSlot a = store().claim("a");
        CheckpointSlot b = sameStore().claim("b")) {
      a.save(checkpoint(1));
      b.save(checkpoint(2));
      a.save(checkpoint(3));
    }

    assertThat(store().read("a")).isEqualTo(checkpoint(3));
    assertThat(store().read("b")).isEqualTo(checkpoint(2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", ".", "..", ".hidden", "a/b", "../a", "a\\b", "a b", "a:b", "a\u0000", "a\n", "\u00e9",
        "a%2F", "$a"
      })
  void refusesOtherNames(String name) {
    String shown = name.replaceAll("[^ -~]", "?");
    String message =
        "Cannot name a checkpoint \""
            + shown
            + "\": a name has 1 to 100 letters, digits, dots, dashes and underscores, and does not"
            + " start with a dot. Give such a name.";
    assertThatThrownBy(() -> store().claim(name)).hasMessage(message);
    assertThatThrownBy(() -> store().read(name)).hasMessage(message);
    assertThatThrownBy(() -> store().delete(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void refusesLongNamesAndShowsTheirStart() {
    save("n".repeat(100), checkpoint(1));

    assertThatThrownBy(() -> store().claim("n".repeat(101)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + "n".repeat(100) + "...\"");
    assertThat(store().names()).containsExactly("n".repeat(100));
  }

  private static Checkpoint there(@Nullable Checkpoint found) {
    assertThat(found).isNotNull();
    return Objects.requireNonNull(found);
  }

  /** Claims, saves and gives back. */
  protected final void save(String name, Checkpoint checkpoint) {
    try (CheckpointSlot slot = store().claim(name)) {
      slot.save(checkpoint);
    }
  }
}
