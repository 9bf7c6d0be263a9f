package dev.mongostreams.tests.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Engine;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Rs0Extension.class)
class ReplySizeIT {
  private final Queue<BsonDocument> openings = new ConcurrentLinkedQueue<>();

  @Test
  void theDriversCursorIsToldAThirdOfTheByteBudget(ReplicaSet rs0) {
    assertThat(opening(rs0, watcher -> watcher.reading(read -> read.engine(Engine.DRIVER))))
        .isEqualTo("{\"batchSize\": 4096}");
    assertThat(
            opening(
                rs0,
                watcher ->
                    watcher
                        .reading(read -> read.engine(Engine.DRIVER))
                        .reading(read -> read.byteBudget(3 << 20))))
        .isEqualTo("{\"batchSize\": 1024}");
  }

  @Test
  void aBatchSizeOfTheUsersIsKept(ReplicaSet rs0) {
    assertThat(
            opening(
                rs0,
                watcher ->
                    watcher
                        .reading(read -> read.engine(Engine.DRIVER))
                        .reading(read -> read.batchSize(9_000))))
        .isEqualTo("{\"batchSize\": 9000}");
  }

  @Test
  void rawCommandsLeaveTheFirstReplyToTheServer(ReplicaSet rs0) {
    assertThat(opening(rs0, watcher -> watcher.reading(read -> read.engine(Engine.COMMAND))))
        .isEqualTo("{}");
  }

  /** The cursor document of the aggregate that opened the watcher. */
  private String opening(ReplicaSet rs0, UnaryOperator<WatcherBuilder> options) {
    openings.clear();
    MongoClientSettings settings =
        MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(rs0.uri()))
            .addCommandListener(new Openings())
            .build();
    try (MongoClient client = MongoClients.create(settings);
        ChangeStreams streams = ChangeStreams.of(client, "reply_size");
        Watcher watcher =
            options.apply(streams.watchCollection("any")).onChange(change -> {}).start()) {
      assertThat(watcher.failure()).isEmpty();
      assertThat(openings).hasSize(1);
      return openings.remove().toJson();
    }
  }

  private final class Openings implements CommandListener {
    @Override
    public void commandStarted(CommandStartedEvent event) {
      if (event.getCommandName().equals("aggregate")) {
        openings.add(event.getCommand().getDocument("cursor").clone());
      }
    }
  }
}
