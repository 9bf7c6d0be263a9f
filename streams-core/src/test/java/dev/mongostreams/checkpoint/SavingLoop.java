package dev.mongostreams.checkpoint;

import dev.mongostreams.StartPosition;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/** A process of its own that saves one position after the other, and tells each, until killed. */
final class SavingLoop {
  private SavingLoop() {}

  /** Goes on from what the directory holds. */
  public static void main(String[] arguments) {
    try (CheckpointSlot slot = FileCheckpointStore.at(Path.of(arguments[0])).claim("w")) {
      for (int number = numberOf(slot.loaded()) + 1; ; number++) {
        slot.save(
            Checkpoint.of(
                StartPosition.at(new BsonTimestamp(1, number)),
                new CheckpointIdentity(Map.of("scope", "aidb.models")),
                Instant.EPOCH));
        System.out.print(number + "\n"); // in one piece, or not at all
        System.out.flush();
      }
    }
  }

  static int numberOf(@Nullable Checkpoint checkpoint) {
    return checkpoint == null ? 0 : ((StartPosition.AtTime) checkpoint.position()).time().getInc();
  }
}
