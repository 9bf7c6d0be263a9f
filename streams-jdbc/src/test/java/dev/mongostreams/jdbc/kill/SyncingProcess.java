package dev.mongostreams.jdbc.kill;

import com.mongodb.client.model.changestream.FullDocument;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.StartPosition;
import dev.mongostreams.jdbc.PostgresSync;
import dev.mongostreams.jdbc.fixture.Outcome;
import org.bson.BsonTimestamp;

/**
 * A program that syncs until it is killed. It gets ready, waits for a line, and begins; each step
 * is a line of its own.
 */
final class SyncingProcess {
  private SyncingProcess() {}

  public static void main(String[] arguments) throws Exception {
    BsonTimestamp start = new BsonTimestamp(Long.parseLong(arguments[2]));
    PostgresSync sync = Outcome.sync(arguments[1], () -> System.out.println("first"));
    try (ChangeStreams streams = ChangeStreams.connect(arguments[0])) {
      sync.names();
      System.out.println("ready");
      if (System.in.read() < 0) {
        return; // The test is gone.
      }
      streams
          .watchCollection("things")
          .startAt(StartPosition.at(start))
          .fullDocument(FullDocument.UPDATE_LOOKUP)
          .into("things", sync)
          .run();
    }
  }
}
