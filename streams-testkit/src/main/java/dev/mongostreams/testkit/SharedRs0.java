package dev.mongostreams.testkit;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import org.jspecify.annotations.Nullable;

/** The one replica set of this JVM's tests. It ends with the JVM. */
final class SharedRs0 {
  private static final Object LOCK = new Object();

  private static @Nullable SharedRs0 instance;
  private static @Nullable String failure;

  private final ReplicaSet rs0;
  private final MongoClient client;

  private SharedRs0() {
    rs0 = ReplicaSet.builder().parameter("enableTestCommands", "1").start();
    client = MongoClients.create(rs0.uri());
  }

  static SharedRs0 get() {
    synchronized (LOCK) {
      // Each test of a run would wait as long as the first for the same answer.
      if (failure != null) {
        throw new IllegalStateException(failure);
      }
      SharedRs0 shared = instance;
      if (shared == null) {
        try {
          shared = new SharedRs0();
          instance = shared;
        } catch (RuntimeException e) {
          failure = e.getMessage();
          throw e;
        }
      }
      return shared;
    }
  }

  ReplicaSet replicaSet() {
    return rs0;
  }

  MongoClient client() {
    return client;
  }
}
