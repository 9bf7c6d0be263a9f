package dev.mongostreams.cli.doctor.check;

import com.mongodb.MongoException;
import dev.mongostreams.StartPosition;
import dev.mongostreams.checkpoint.Checkpoint;
import dev.mongostreams.cli.ExitCode;
import dev.mongostreams.cli.checkpoint.Words;
import dev.mongostreams.failure.CheckpointFailedException;
import dev.mongostreams.failure.ResumePointLostException;
import dev.mongostreams.failure.StreamsException;
import java.util.List;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/** Whether the server still has what follows each checkpoint. */
final class CheckpointAge implements Check {
  private static final int LOW_PERCENT = 50;
  private static final String GO_ON =
      "Accept the gap with --on-history-lost now or oldest, or start from a newer copy.";

  @Override
  public String name() {
    return "checkpoint";
  }

  @Override
  public String right() {
    return OplogWindow.RIGHT;
  }

  @Override
  public List<Finding> look(Patient patient) {
    List<String> names;
    try {
      names = patient.checkpoints().names();
    } catch (CheckpointFailedException unreadable) {
      return List.of(unusable(name(), unreadable));
    }
    if (names.isEmpty()) {
      return List.of(Finding.ok(name(), "there is none in the store"));
    }
    Oplog oplog = oplog(patient);
    return names.stream().map(name -> look(patient, name, oplog)).toList();
  }

  /** Null where it may not be seen; then the server is asked for the position itself. */
  private static @Nullable Oplog oplog(Patient patient) {
    try {
      return patient.sharded() ? null : Oplog.of(patient);
    } catch (MongoException notAllowed) {
      return null;
    }
  }

  private Finding look(Patient patient, String checkpointName, @Nullable Oplog oplog) {
    String name = name() + " " + checkpointName;
    Checkpoint checkpoint;
    try {
      checkpoint = patient.checkpoints().read(checkpointName);
    } catch (CheckpointFailedException unreadable) {
      return unusable(name, unreadable);
    }
    if (checkpoint == null) {
      return Finding.ok(name, "it was deleted meanwhile");
    }
    String here = patient.streams().server().setName();
    String set = checkpoint.identity().parts().getOrDefault("replica set", here);
    if (!set.equals(here)) {
      return Finding.ok(name, "it belongs to the replica set " + set + ", not to this one");
    }
    BsonTimestamp time = checkpoint.position().clusterTime();
    if (time == null) {
      return Finding.unknown(name, "its token tells no time", "Watch with it to see.");
    }
    return oplog == null ? tried(patient, name, time) : judge(name, time, oplog);
  }

  private static Finding unusable(String name, CheckpointFailedException failure) {
    return Finding.problem(
        name,
        failure.explanation().why(),
        failure.explanation().cure(),
        ExitCode.CHECKPOINT_FAILED);
  }

  static Finding judge(String name, BsonTimestamp time, Oplog oplog) {
    if (!oplog.reachesBackTo(time)) {
      return Finding.problem(
          name,
          "it is at "
              + Words.time(time)
              + ", and the server's history begins at "
              + Words.time(oplog.oldest()),
          GO_ON,
          ExitCode.RESUME_POINT_LOST);
    }
    if (oplog.behind(time).toSeconds() < -1) {
      return Finding.problem(
          name,
          "it is at "
              + Words.time(time)
              + ", and the server's own time is "
              + Words.time(oplog.newest()),
          "Correct it with streams checkpoint set.",
          ExitCode.CHECKPOINT_FAILED);
    }
    long used = 100 * oplog.behind(time).toSeconds() / oplog.window().toSeconds();
    String seen =
        Words.duration(oplog.behind(time))
            + " behind, "
            + used
            + " % of the history of "
            + Words.duration(oplog.window());
    return used >= LOW_PERCENT
        ? Finding.warning(
            name, seen, "Start its watcher, or make the oplog larger, before changes are lost.")
        : Finding.ok(name, seen);
  }

  private static Finding tried(Patient patient, String name, BsonTimestamp time) {
    try {
      patient
          .target()
          .watcher(patient.streams())
          .startAt(StartPosition.at(time))
          .reading(read -> read.comment(Rights.COMMENT))
          .onChange(change -> {})
          .start()
          .stop();
      return Finding.ok(name, "a change stream opens at " + Words.time(time));
    } catch (ResumePointLostException lost) {
      return Finding.problem(name, lost.explanation().why(), GO_ON, ExitCode.RESUME_POINT_LOST);
    } catch (StreamsException | IllegalArgumentException notToBeSeen) {
      return Finding.unknown(
          name,
          "it is at " + Words.time(time) + "; how far the history reaches may not be seen",
          "Run the doctor as a user that has " + OplogWindow.RIGHT + ".");
    }
  }
}
