package dev.mongostreams.audit;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Watcher;
import dev.mongostreams.checkpoint.CheckpointPlan;
import dev.mongostreams.checkpoint.MongoCheckpointStore;

/** A process of its own that keeps an audit log, and tells its counts, until it is killed. */
final class AuditingProcess {
  private AuditingProcess() {}

  public static void main(String[] arguments) throws InterruptedException {
    String uri = arguments[0];
    try (MongoClient client = MongoClients.create(uri);
        ChangeStreams streams = ChangeStreams.connect(uri)) {
      MongoDatabase database = client.getDatabase(arguments[1]);
      AuditLog log = AuditLog.in(database.getCollection("audit")).who("by");
      MongoCheckpointStore store = MongoCheckpointStore.in(database.getCollection("checkpoints"));
      Watcher watcher =
          log.watchDatabase(streams, CheckpointPlan.of("audit", store))
              .onBatch(
                  100,
                  changes -> {
                    log.onBatch(changes);
                    tell("repeated " + log.counts().repeated());
                  })
              .start();
      tell("watching");
      watcher.join();
    }
  }

  /** In one piece, or not at all. */
  private static void tell(String line) {
    System.out.print(line + "\n");
    System.out.flush();
  }
}
