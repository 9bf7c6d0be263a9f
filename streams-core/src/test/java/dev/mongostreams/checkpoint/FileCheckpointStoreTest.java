package dev.mongostreams.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mongostreams.failure.CheckpointFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileCheckpointStoreTest extends CheckpointStoreContract {
  private static final Path FULL = Path.of("/dev/full");

  @TempDir private Path parent;

  private Path directory() {
    return parent.resolve("not").resolve("yet");
  }

  @Override
  protected CheckpointStore store() {
    return FileCheckpointStore.at(directory());
  }

  @Override
  protected CheckpointStore sameStore() {
    return FileCheckpointStore.at(parent.resolve(".").resolve("not").resolve("yet"));
  }

  @Override
  protected boolean refusesSecondClaims() {
    return true;
  }

  @Test
  void readsAndListsWithoutMakingTheDirectory() {
    assertThat(store().read("w")).isNull();
    assertThat(store().names()).isEmpty();
    assertThat(store().delete("w")).isFalse();

    assertThat(directory()).doesNotExist();
  }

  @Test
  void theOneBeforeStandsBesideIt() throws IOException {
    save("w", checkpoint(1));
    save("w", checkpoint(2));
    Files.delete(directory().resolve("w.checkpoint"));

    assertThat(store().names()).containsExactly("w");
    assertThat(store().read("w")).isEqualTo(checkpoint(1));
    save("w", checkpoint(3));
    assertThat(store().read("w")).isEqualTo(checkpoint(3));
  }

  @Test
  void halfASaveOfAKilledProcessIsNoObstacle() throws IOException {
    save("w", checkpoint(1));
    Files.writeString(directory().resolve("w.checkpoint.new"), "{\"vers");

    assertThat(store().read("w")).isEqualTo(checkpoint(1));
    save("w", checkpoint(2));
    assertThat(store().read("w")).isEqualTo(checkpoint(2));
    assertThat(store().delete("w")).isTrue();
    assertThat(directory().toFile().list()).containsExactly("w.lock");
  }

  @Test
  void otherFilesAreNotListed() throws IOException {
    save("w", checkpoint(1));
    for (String file :
        new String[] {"a.txt", ".checkpoint", "a b.checkpoint", "x.checkpoint.new"}) {
      Files.writeString(directory().resolve(file), "");
    }

    assertThat(store().names()).containsExactly("w");
  }

  @Test
  void aFullDiskIsToldAndTheOldCheckpointStays() throws IOException { // 30
    assumeTrue(Files.exists(FULL), "no /dev/full");
    try (CheckpointSlot slot = store().claim("w")) {
      slot.save(checkpoint(1));
      Path fresh = directory().resolve("w.checkpoint.new");
      Files.createSymbolicLink(fresh, FULL);

      assertThatThrownBy(() -> slot.save(checkpoint(2)))
          .isInstanceOf(CheckpointFailedException.class)
          .hasMessage(
              "Cannot save the checkpoint w: the disk refuses it (No space left on device). Make room"
                  + " in "
                  + directory()
                  + " and check its rights.");
      assertThat(store().read("w")).isEqualTo(checkpoint(1));

      Files.delete(fresh);
      slot.save(checkpoint(2));
    }
    assertThat(store().read("w")).isEqualTo(checkpoint(2));
  }

  @Test
  void aPlaceThatIsNoDirectoryIsTold() throws IOException { // 30
    Path file = Files.writeString(parent.resolve("file"), "mine");
    CheckpointStore store = FileCheckpointStore.at(file);

    assertThatThrownBy(() -> store.claim("w"))
        .isInstanceOf(CheckpointFailedException.class)
        .hasMessageStartingWith("Cannot claim the checkpoint w: the disk refuses it (")
        .hasMessageEndingWith(
            "). Make the directory " + file + " writable, or name another directory.");
    assertThatThrownBy(store::names)
        .hasMessage(
            "Cannot list the checkpoints of "
                + file
                + ": it is no directory. Name a directory that can be read.");
    assertThatThrownBy(() -> store.read("w")).isInstanceOf(CheckpointFailedException.class);
    assertThat(file).hasContent("mine");
  }

  @Test
  void aDirectoryWithoutTheRightsIsTold() throws IOException { // 30
    save("w", checkpoint(1));
    try (CheckpointSlot slot = store().claim("w")) {
      rights("r-x------");
      assumeFalse(Files.isWritable(directory()), "rights do not bind this user");

      assertThatThrownBy(() -> slot.save(checkpoint(2)))
          .hasMessageStartingWith("Cannot save the checkpoint w: the right to do so is missing.");
      assertThatThrownBy(() -> store().claim("v"))
          .hasMessageStartingWith("Cannot claim the checkpoint v: the right to do so is missing.");
      assertThat(store().read("w")).isEqualTo(checkpoint(1));
      rights("---------");
      assertThatThrownBy(() -> store().read("w"))
          .hasMessageContaining("w.checkpoint: the right to do so is missing.");
      assertThatThrownBy(() -> store().names())
          .hasMessageEndingWith(
              "the right to do so is missing. Name a directory that can be read.");
    } finally {
      rights("rwx------");
    }
    assertThat(store().read("w")).isEqualTo(checkpoint(1));
  }

  private void rights(String rights) throws IOException {
    Files.setPosixFilePermissions(directory(), PosixFilePermissions.fromString(rights));
  }

  @Test
  void savesInAnInterruptedThread() {
    try (CheckpointSlot slot = store().claim("w")) {
      Thread.currentThread().interrupt();

      slot.save(checkpoint(1));
      slot.save(checkpoint(2));

      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(store().read("w")).isEqualTo(checkpoint(2));
  }

  @Test
  void aRefusedClaimGivesTheNameBack() throws IOException {
    save("w", checkpoint(1));
    Path file = directory().resolve("w.checkpoint");
    String whole = Files.readString(file);
    Files.writeString(file, "");
    assertThatThrownBy(() -> store().claim("w")).isInstanceOf(CheckpointFailedException.class);

    Files.writeString(file, whole);

    try (CheckpointSlot slot = store().claim("w")) {
      assertThat(slot.loaded()).isEqualTo(checkpoint(1));
    }
  }
}
