package dev.mongostreams.cli.doctor;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.cli.ExitCode;
import dev.mongostreams.cli.connect.Target;
import dev.mongostreams.cli.connect.TlsHindrance;
import dev.mongostreams.cli.doctor.check.Finding;
import dev.mongostreams.failure.NotAllowedException;
import dev.mongostreams.failure.NotReplicaSetException;
import dev.mongostreams.failure.StreamsException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Connects as a watcher would, and says how far that came.
 *
 * @param client to ask with, until this is closed
 * @param streams to watch with; null when the server is of no use
 * @param findings what was found on the way
 */
record Admission(MongoClient client, @Nullable ChangeStreams streams, List<Finding> findings)
    implements AutoCloseable {
  private static final String REACHABLE = "reachable";
  private static final String TLS = "tls";
  private static final String AUTHENTICATED = "authenticated";
  private static final String REPLICA_SET = "replica set";

  static Admission of(Target target) {
    ConnectionString uri = target.uri();
    MongoClient client = target.access().client(uri);
    try {
      ChangeStreams streams = ChangeStreams.of(client, target.database());
      return new Admission(client, streams, admitted(target, streams.server()));
    } catch (StreamsException failure) {
      return new Admission(client, null, turnedAway(uri, failure));
    }
  }

  private static List<Finding> admitted(Target target, ChangeStreams.Server server) {
    ConnectionString uri = target.uri();
    List<Finding> findings = new ArrayList<>(List.of(answers(uri)));
    if (target.access().usesTls(uri)) {
      findings.add(Finding.ok(TLS, "the server's certificate is trusted"));
    }
    String set = server.setName();
    findings.add(Finding.ok(AUTHENTICATED, login(uri)));
    findings.add(Finding.ok(REPLICA_SET, set.isEmpty() ? "a sharded cluster, behind mongos" : set));
    return findings;
  }

  private static Finding answers(ConnectionString uri) {
    return Finding.ok(REACHABLE, String.join(", ", uri.getHosts()) + " answers");
  }

  private static String login(ConnectionString uri) {
    return uri.getCredential() == null
        ? "the connection string names no user"
        : "the server takes the credentials";
  }

  /** What comes behind the first hindrance cannot be looked at. */
  private static List<Finding> turnedAway(ConnectionString uri, StreamsException failure) {
    if (failure instanceof NotReplicaSetException) {
      return List.of(answers(uri), hindrance(REPLICA_SET, failure));
    }
    return failure instanceof NotAllowedException
        ? List.of(answers(uri), hindrance(AUTHENTICATED, failure))
        : List.of(hindrance(TlsHindrance.isIn(failure) ? TLS : REACHABLE, failure));
  }

  private static Finding hindrance(String name, StreamsException failure) {
    return Finding.problem(
        name,
        failure.explanation().on() + ": " + failure.explanation().why(),
        failure.explanation().cure(),
        ExitCode.of(failure));
  }

  @Override
  public void close() {
    if (streams != null) {
      streams.close();
    }
    client.close();
  }
}
