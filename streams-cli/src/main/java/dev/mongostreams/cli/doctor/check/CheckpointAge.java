package dev.mongostreams.cli.doctor.check;

import com.mongodb.MongoException;
import dev.mongostreams.StartPosition;
import dev.mongostreams.checkpoint.Checkpoint;
import dev.mongostreams.cli.ExitCode;
import dev.mongostreams.cli.checkpoint.Words;
import dev.mongostreams.failure.CheckpointFailedException;
import dev.mongostreams.failure.NotAllowedException;
import dev.mongostreams.failure.ResumePointLostException;
import dev.mongostreams.failure.StreamsException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/** Whether the server still has what follows each checkpoint. */
final class CheckpointAge implements Check {
  private static final int LOW_PERCENT = 50;

  /** So far one member may be behind the one that a watcher has read. */
  private static final Duration MOST_AHEAD = Duration.ofMinutes(1);

  /** For all checkpoints together. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final Duration OPENING = Duration.ofSeconds(5);

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
    long endNanos = System.nanoTime() + LIMIT.toNanos();
    List<String> names;
    try {
      names = patient.checkpoints().names();
    } catch (CheckpointFailedException unreadable) {
      return List.of(unusable(name(), unreadable));
    }
    if (names.isEmpty()) {
      return List.of(Finding.ok(name(), "there is none in the store"));
    }
    Map<String, Finding> findings = new TreeMap<>();
    Map<String, Checkpoint> read = new TreeMap<>();
    for (String name : names) {
      read(patient, name, endNanos, read, findings);
    }
    // Asked afterwards: what a watcher saves meanwhile must not seem to be ahead of the server.
    Oplog oplog = oplog(patient);
    String set = patient.streams().server().setName();
    String setId = setId(patient);
    read.forEach(
        (name, checkpoint) -> {
          String other = otherSet(checkpoint.identity().parts(), set, setId);
          findings.put(
              name,
              other == null
                  ? judged(patient, name, checkpoint, oplog, endNanos)
                  : Finding.ok(name, "it belongs to " + other + ", not to this one"));
        });
    return List.copyOf(findings.values());
  }

  private void read(
      Patient patient,
      String checkpointName,
      long endNanos,
      Map<String, Checkpoint> read,
      Map<String, Finding> findings) {
    String name = name() + " " + checkpointName;
    if (System.nanoTime() - endNanos > 0) {
      findings.put(name, notReached(name));
      return;
    }
    try {
      Checkpoint checkpoint = patient.checkpoints().read(checkpointName);
      if (checkpoint == null) {
        findings.put(name, Finding.ok(name, "it was deleted meanwhile"));
      } else {
        read.put(name, checkpoint);
      }
    } catch (CheckpointFailedException unreadable) {
      findings.put(name, unusable(name, unreadable));
    }
  }

  private static Finding notReached(String name) {
    return Finding.unknown(
        name,
        "not looked at: those before it took " + Words.duration(LIMIT),
        "Look whether server and store are slow, or at it alone with streams checkpoint show.");
  }

  /** Null where it may not be seen; then the server is asked for the position itself. */
  private static @Nullable Oplog oplog(Patient patient) {
    try {
      return patient.sharded() ? null : Oplog.of(patient);
    } catch (MongoException notAllowed) {
      return null;
    }
  }

  /** Null where it may not be seen. */
  private static @Nullable String setId(Patient patient) {
    try {
      ObjectId id =
          patient
              .ask("admin", new Document("replSetGetConfig", 1))
              .get("config", new Document())
              .get("settings", new Document())
              .getObjectId("replicaSetId");
      return id == null ? null : id.toHexString();
    } catch (MongoException notAllowed) {
      return null;
    }
  }

  /** Which other set it belongs to, or null. Two sets may have one name. */
  static @Nullable String otherSet(Map<String, String> parts, String set, @Nullable String setId) {
    String its = parts.getOrDefault("replica set", set);
    if (!its.equals(set)) {
      return "the replica set " + its;
    }
    String itsId = parts.get("replica set id");
    return itsId == null || setId == null || itsId.equals(setId)
        ? null
        : "another replica set of the name " + its;
  }

  private static Finding judged(
      Patient patient, String name, Checkpoint checkpoint, @Nullable Oplog oplog, long endNanos) {
    BsonTimestamp time = checkpoint.position().clusterTime();
    if (time == null) {
      return Finding.unknown(name, "its token tells no time", "Watch with it to see.");
    }
    if (oplog != null) {
      return judge(name, time, oplog);
    }
    return System.nanoTime() - endNanos > 0 ? notReached(name) : tried(patient, name, time);
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
    Duration behind = oplog.behind(time);
    if (behind.compareTo(MOST_AHEAD.negated()) < 0) {
      return Finding.problem(
          name,
          "it is at "
              + Words.time(time)
              + ", and the server's own time is "
              + Words.time(oplog.newest()),
          "Correct it with streams checkpoint set.",
          ExitCode.CHECKPOINT_FAILED);
    }
    Duration late = behind.isNegative() ? Duration.ZERO : behind;
    long used = 100 * late.toSeconds() / oplog.window().toSeconds();
    String seen =
        Words.duration(late)
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
          .connectTimeout(OPENING)
          .reading(read -> read.comment(Rights.COMMENT))
          .onChange(change -> {})
          .start()
          .stop();
      return Finding.ok(name, "a change stream opens at " + Words.time(time));
    } catch (ResumePointLostException lost) {
      return Finding.problem(name, lost.explanation().why(), GO_ON, ExitCode.RESUME_POINT_LOST);
    } catch (IllegalArgumentException ahead) {
      return Finding.unknown(
          name,
          "it is at " + Words.time(time) + ", which is ahead of the server's own time",
          "Look again in a minute, and correct it with streams checkpoint set if it stays so.");
    } catch (NotAllowedException notToBeSeen) {
      return Finding.unknown(
          name,
          "it is at " + Words.time(time) + "; how far the history reaches may not be seen",
          "Run the doctor as a user that has " + OplogWindow.RIGHT + ".");
    } catch (StreamsException untold) {
      return Finding.unknown(
          name,
          "it is at " + Words.time(time) + "; " + untold.explanation().why(),
          untold.explanation().cure());
    }
  }
}
