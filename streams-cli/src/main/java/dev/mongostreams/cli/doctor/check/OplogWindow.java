package dev.mongostreams.cli.doctor.check;

import dev.mongostreams.cli.checkpoint.Words;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long history lasts, which is how long a watcher may be away. */
final class OplogWindow implements Check {
  static final String RIGHT = "the right to read the database local";

  /** A night: shorter than this, who is called in the morning comes too late. */
  private static final Duration SHORT = Duration.ofHours(24);

  private static final long MEGABYTE = 1 << 20;

  @Override
  public String name() {
    return "oplog";
  }

  @Override
  public String right() {
    return RIGHT;
  }

  @Override
  public List<Finding> look(Patient patient) {
    if (patient.sharded()) {
      return List.of(
          Finding.unknown(
              name(),
              "each shard has one of its own",
              "Run the doctor against the primary of each shard."));
    }
    return List.of(judge(Oplog.of(patient)));
  }

  static Finding judge(@Nullable Oplog oplog) {
    if (oplog == null) {
      return Finding.unknown("oplog", "it is empty", "Write something, and look again.");
    }
    String size = oplog.mostBytes() == 0 ? "" : " in " + megabytes(oplog.mostBytes());
    String held = "holds " + Words.duration(oplog.held()) + size;
    if (!oplog.full()) {
      return Finding.ok(
          "oplog",
          held
              + ", is not full, and would hold "
              + Words.duration(oplog.window())
              + " at this rate");
    }
    return oplog.held().compareTo(SHORT) < 0
        ? Finding.warning(
            "oplog",
            held + ": a watcher that is away for longer loses changes",
            "Make it larger than the longest outage you plan for:"
                + " db.adminCommand({replSetResizeOplog: 1, size: MEGABYTES}).")
        : Finding.ok("oplog", held);
  }

  private static String megabytes(long bytes) {
    return bytes < MEGABYTE ? bytes + " bytes" : bytes / MEGABYTE + " MB";
  }
}
