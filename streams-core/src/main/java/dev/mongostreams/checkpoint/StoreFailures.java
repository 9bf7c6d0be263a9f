package dev.mongostreams.checkpoint;

import dev.mongostreams.failure.CheckpointFailedException;
import dev.mongostreams.failure.CheckpointFencedException;
import dev.mongostreams.failure.Explanation;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/** Says in words why a store cannot do what it is asked. */
final class StoreFailures {
  static final String CLAIM = "Cannot claim the checkpoint";
  static final String READ = "Cannot read the checkpoint";
  static final String SAVE = "Cannot save the checkpoint";
  static final String LIST = "Cannot list the checkpoints of";
  static final String DELETE = "Cannot delete the checkpoint";

  private StoreFailures() {}

  static CheckpointFailedException failed(
      String what, String on, String why, String cure, @Nullable Throwable cause) {
    return new CheckpointFailedException(new Explanation(what, on, why, cure), cause);
  }

  /** Somebody else has the name now. */
  static CheckpointFencedException fenced(String name) {
    return new CheckpointFencedException(
        new Explanation(
            SAVE,
            name,
            "another watcher has taken this name, or it was deleted",
            "Run one watcher for a name; the other one goes on from the position it found."));
  }

  /** The slot was closed before the save. */
  static CheckpointFencedException closed(String name) {
    return new CheckpointFencedException(
        new Explanation(
            SAVE,
            name,
            "this watcher has given the name back",
            "Start it again to go on from what was saved before."));
  }

  /** What the disk says, in its own words where it has some. */
  static String reason(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return "the right to do so is missing";
    }
    String text =
        failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
    return "the disk refuses it ("
        + (text == null ? failure.getClass().getSimpleName() : text)
        + ")";
  }
}
