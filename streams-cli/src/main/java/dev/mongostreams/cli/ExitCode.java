package dev.mongostreams.cli;

import com.mongodb.MongoClientException;
import dev.mongostreams.cli.metrics.PortTakenException;
import dev.mongostreams.cli.output.OutputFailedException;
import dev.mongostreams.failure.CheckpointFailedException;
import dev.mongostreams.failure.CheckpointFencedException;
import dev.mongostreams.failure.ConnectFailedException;
import dev.mongostreams.failure.DeadLetterFailedException;
import dev.mongostreams.failure.HandlerFailedException;
import dev.mongostreams.failure.NotAllowedException;
import dev.mongostreams.failure.NotReplicaSetException;
import dev.mongostreams.failure.ResumePointLostException;
import dev.mongostreams.failure.StreamRefusedException;

/**
 * How the command line ends. The table in {@code docs/reference/exit-codes.md} is held against it.
 */
public enum ExitCode {
  DONE(0, "Done: stopped by SIGTERM, by a limit, or by a reader that closed the pipe."),
  DEFECT(1, "A defect of this program, or something nobody foresaw; of `health`: not ready."),
  USAGE(2, "The command line is wrong, or the server refuses what it asks for."),
  CANNOT_CONNECT(3, "No usable server answered in time, or the port for figures cannot be had."),
  NOT_A_REPLICA_SET(4, "The server is a standalone, or was never initiated."),
  NOT_ALLOWED(5, "Wrong credentials, or a right is missing."),
  RESUME_POINT_LOST(6, "The server's history no longer reaches back to the start position."),
  OUTPUT_FAILED(7, "Writing the events failed, as on a full disk, or delivering them did."),
  CHECKPOINT_FAILED(8, "A checkpoint cannot be read or saved, or another watcher has its name."),
  DEAD_LETTER_FAILED(9, "A dead letter cannot be written, read or dropped."),
  INTERRUPTED(130, "Stopped by SIGINT (Ctrl-C).");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /**
   * What the process ends with.
   *
   * @return from 0 to 255
   */
  public int number() {
    return number;
  }

  String meaning() {
    return meaning;
  }

  /**
   * The code for what was thrown.
   *
   * @param thrown anything
   * @return {@link #DEFECT} for what nobody foresaw
   */
  public static ExitCode of(Throwable thrown) {
    if (thrown instanceof IllegalArgumentException || thrown instanceof StreamRefusedException) {
      return USAGE;
    }
    if (thrown instanceof ConnectFailedException
        || thrown instanceof MongoClientException
        || thrown instanceof PortTakenException) {
      return CANNOT_CONNECT;
    }
    if (thrown instanceof NotReplicaSetException) {
      return NOT_A_REPLICA_SET;
    }
    if (thrown instanceof NotAllowedException) {
      return NOT_ALLOWED;
    }
    if (thrown instanceof ResumePointLostException) {
      return RESUME_POINT_LOST;
    }
    if (thrown instanceof CheckpointFailedException
        || thrown instanceof CheckpointFencedException) {
      return CHECKPOINT_FAILED;
    }
    if (thrown instanceof DeadLetterFailedException) {
      return DEAD_LETTER_FAILED;
    }
    return thrown instanceof HandlerFailedException || thrown instanceof OutputFailedException
        ? OUTPUT_FAILED
        : DEFECT;
  }
}
