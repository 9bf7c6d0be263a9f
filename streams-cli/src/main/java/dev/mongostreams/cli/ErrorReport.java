package dev.mongostreams.cli;

import com.mongodb.MongoClientException;
import com.mongodb.MongoConfigurationException;
import dev.mongostreams.cli.connect.TlsHindrance;
import dev.mongostreams.cli.deliver.Undelivered;
import dev.mongostreams.cli.metrics.PortTakenException;
import dev.mongostreams.cli.output.OutputFailedException;
import dev.mongostreams.failure.ConnectFailedException;
import dev.mongostreams.failure.Explanation;
import dev.mongostreams.failure.HandlerFailedException;
import dev.mongostreams.failure.NotReplicaSetException;
import dev.mongostreams.failure.ResumePointLostException;
import dev.mongostreams.failure.StreamsException;
import java.io.PrintWriter;
import java.util.List;

/** Tells what went wrong, why, and what to type next. */
final class ErrorReport {
  private final PrintWriter err;
  private final boolean trace;

  ErrorReport(PrintWriter err, boolean trace) {
    this.err = err;
    this.trace = trace;
  }

  void print(Throwable thrown) {
    if (told(thrown) instanceof StreamsException explained) {
      Explanation explanation = explained.explanation();
      err.println("streams: " + explanation.what() + " " + explanation.on());
      err.println("  why: " + explanation.why());
      err.println("  do:  " + explanation.cure());
    } else if (thrown instanceof MongoClientException unusable) {
      err.println("streams: Cannot make use of the connection string");
      err.println("  why: " + why(unusable));
      err.println(
          "  do:  correct it, its certificates, or for mongodb+srv the records of its name in DNS");
    } else if (thrown instanceof IllegalArgumentException
        || thrown instanceof OutputFailedException
        || thrown instanceof PortTakenException) {
      err.println("streams: " + thrown.getMessage());
    } else {
      err.println("streams: a defect of this program: " + thrown.getClass().getName());
      err.println("  do:  run it again with -v, and report what it prints");
    }
    hints(thrown).forEach(hint -> err.println("       " + hint));
    if (trace) {
      thrown.printStackTrace(err);
    }
    err.flush();
  }

  /** A handler of ours knows better what went wrong than the watcher that called it. */
  private static Throwable told(Throwable thrown) {
    return thrown instanceof HandlerFailedException && thrown.getCause() instanceof Undelivered why
        ? why
        : thrown;
  }

  /** What the driver says of others may name a user. */
  private static String why(MongoClientException unusable) {
    return unusable instanceof MongoConfigurationException
        ? String.valueOf(unusable.getMessage())
        : "the driver ends with a " + unusable.getClass().getSimpleName();
  }

  /** The guide's troubleshooting section, as commands. */
  private static List<String> hints(Throwable thrown) {
    if (thrown instanceof NotReplicaSetException) {
      return List.of(
          "Linux:   mongod --replSet rs0 --port 27017 --dbpath /data/db --bind_ip localhost",
          "Windows: mongod --replSet rs0 --port 27017 --dbpath C:\\data\\db --bind_ip localhost",
          "once:    mongosh --eval \"rs.initiate()\"",
          "check:   mongosh --eval \"rs.status()\"");
    }
    if (thrown instanceof ConnectFailedException && TlsHindrance.isIn(thrown)) {
      return List.of("look:    openssl s_client -connect HOST:PORT -showcerts    # what it shows");
    }
    if (thrown instanceof ConnectFailedException) {
      return List.of(
          "Linux:   pgrep -a mongod    # is it running, and on which port?",
          "Windows: Get-Process mongod",
          "then:    streams --uri \"mongodb://HOST:PORT/?replicaSet=rs0\"    (or set MONGO_URL)",
          "or:      streams --wait    to keep trying until it is there");
    }
    if (thrown instanceof ResumePointLostException) {
      return List.of(
          "go on:   streams --on-history-lost now    # or oldest; what lies between is lost",
          "check:   mongosh --eval \"rs.printReplicationInfo()\"    # how far the history reaches");
    }
    return List.of();
  }
}
