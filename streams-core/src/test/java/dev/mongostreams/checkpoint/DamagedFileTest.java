package dev.mongostreams.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.ResumeToken;
import dev.mongostreams.StartPosition;
import dev.mongostreams.failure.CheckpointFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no checkpoint, or no longer one: refused, and left as they are. */
final class DamagedFileTest {
  private static final String LEFT =
      ". It was left as it is: move it and w.checkpoint.previous away to start anew, or put the one before in its place:"
          + " w.checkpoint.previous is whole and was saved at 2026-11-23T12:00:00Z.";

  @TempDir private Path directory;
  private CheckpointStore store;
  private Path file;
  private Path previous;
  private byte[] whole;

  @BeforeEach
  void saveTwice() throws IOException {
    store = FileCheckpointStore.at(directory);
    file = directory.resolve("w.checkpoint");
    previous = directory.resolve("w.checkpoint.previous");
    Checkpoint first =
        Checkpoint.of(
            StartPosition.after(ResumeToken.parse("826B03F52F000000142B042C0100296E04")),
            new CheckpointIdentity(Map.of("scope", "aidb.models")),
            Instant.parse("2026-11-23T12:00:00Z"));
    try (CheckpointSlot slot = store.claim("w")) {
      slot.save(first);
      slot.save(first.movedTo(first.position(), first.identity(), first.savedAt().plusMillis(1)));
    }
    whole = Files.readAllBytes(file);
  }

  private void assertRefused(byte[] damaged, String why) throws IOException {
    Files.write(file, damaged);
    String message = "Cannot read the checkpoint " + file + ": " + why + LEFT;
    for (Runnable use :
        new Runnable[] {
          () -> store.read("w"), () -> store.claim("w"), () -> store.delete("w"),
        }) {
      assertThatThrownBy(use::run)
          .isInstanceOf(CheckpointFailedException.class)
          .hasMessage(message);
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
    assertThat(previous).exists();
  }

  @Test
  void anEmptyFile() throws IOException { // 28
    assertRefused(new byte[0], "it is empty");
  }

  @Test
  void aFileCutAtEachByte() throws IOException { // 28
    for (int length = 1; length < whole.length; length++) {
      assertRefused(Arrays.copyOf(whole, length), "it is torn, or no checkpoint");
    }
  }

  @Test
  void aFileWithAnyBitFlipped() throws IOException { // 28
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      Files.write(file, flipped);

      assertThatThrownBy(() -> store.read("w"))
          .as("bit %d", bit)
          .isInstanceOf(CheckpointFailedException.class)
          .hasMessageContaining(": it is torn, or no checkpoint.");
    }
  }

  @Test
  void aFileWithMoreBehindIt() throws IOException { // 28
    assertRefused(Arrays.copyOf(whole, whole.length + 1), "it is torn, or no checkpoint");
  }

  @Test
  void randomBytes() throws IOException { // 28
    Random random = new Random(28);
    for (int round = 0; round < 200; round++) {
      byte[] bytes = new byte[1 + random.nextInt(600)];
      random.nextBytes(bytes);
      assertRefused(bytes, "it is torn, or no checkpoint");
    }
  }

  @Test
  void aNewerVersion() throws IOException { // 28
    assertRefused(
        signed(text().replaceFirst("(\"version\": .*?)1", "$12")),
        "it is of version 2, written by a newer release, and this release reads version 1");
  }

  @Test
  void aVersionThatNeverWas() throws IOException { // 28
    assertRefused(
        signed(text().replaceFirst("(\"version\": .*?)1", "$10")),
        "it is of version 0, and this release reads version 1");
  }

  @Test
  void otherTextWithAGoodChecksum() throws IOException { // 28
    assertRefused(signed("hello"), "it is no checkpoint");
    assertRefused(signed("{\"version\": 1"), "it is no checkpoint");
    assertRefused(signed("{}"), "it lacks a field that a checkpoint has");
    assertRefused(
        signed(text().replace("savedAt", "savedBy")), "it lacks a field that a checkpoint has");
    assertRefused(
        signed(text().replace("\"after\"", "\"before\"")),
        "it lacks a field that a checkpoint has");
  }

  @Test
  void aFileLargerThanAnyCheckpoint() throws IOException { // 28
    assertRefused(new byte[(1 << 24) + 1], "it is larger than any checkpoint");
  }

  @Test
  void theOneBeforeIsNotOfferedWhenItIsDamagedToo() throws IOException { // 28
    Files.write(previous, new byte[7]);
    Files.write(file, new byte[3]);

    assertThatThrownBy(() -> store.read("w"))
        .hasMessage(
            "Cannot read the checkpoint "
                + file
                + ": it is torn, or no checkpoint. It was left as it is: move it and"
                + " w.checkpoint.previous away to start anew.");
  }

  @Test
  void theOneBeforeAloneIsHeldToTheSameRules() throws IOException { // 28
    Files.delete(file);
    Files.write(previous, new byte[3]);

    assertThatThrownBy(() -> store.read("w"))
        .hasMessage(
            "Cannot read the checkpoint "
                + previous
                + ": it is torn, or no checkpoint. It was left as it is: move it away to start"
                + " anew.");
  }

  private String text() {
    String text = new String(whole, UTF_8);
    return text.substring(0, text.indexOf('\n'));
  }

  /** Text with the checksum of a checkpoint. */
  private static byte[] signed(String text) {
    CRC32C crc = new CRC32C();
    crc.update(text.getBytes(UTF_8));
    return (text + "\ncrc32c:" + Long.toHexString(crc.getValue()) + "\n").getBytes(UTF_8);
  }
}
