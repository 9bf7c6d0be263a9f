package dev.mongostreams.tests.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.mongostreams.StartPosition;
import dev.mongostreams.checkpoint.Checkpoint;
import dev.mongostreams.checkpoint.CheckpointIdentity;
import dev.mongostreams.checkpoint.CheckpointSlot;
import dev.mongostreams.checkpoint.CheckpointStore;
import dev.mongostreams.checkpoint.MongoCheckpointStore;
import dev.mongostreams.failure.CheckpointFailedException;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import dev.mongostreams.testkit.fault.FaultProxy;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.BsonTimestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A store that does not answer: told within its limit, though the client would wait for ever. */
@ExtendWith(Rs0Extension.class)
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SilentStoreIT {
  private static final String SILENCE =
      ": no primary answered within 10 s. Check that the replica set of the store has a primary, and"
          + " that this host reaches it.";

  @Test
  void aServerThatIsNotThereIsToldInTime() { // 31
    try (MongoClient client = patient("mongodb://127.0.0.1:1/?directConnection=true")) {
      CheckpointStore store =
          MongoCheckpointStore.in(client.getDatabase("aidb").getCollection("checkpoints"));

      assertThatThrownBy(() -> store.claim("w"))
          .isInstanceOf(CheckpointFailedException.class)
          .hasMessage("Cannot claim the checkpoint w in aidb.checkpoints" + SILENCE);
    }
  }

  @Test
  void aSaveThatWasHeldBackCannotMoveALaterOneBack(
      ReplicaSet rs0, MongoDatabase database) { // 31 32
    ServerAddress server = new ServerAddress(new ConnectionString(rs0.uri()).getHosts().get(0));
    try (FaultProxy proxy = FaultProxy.to(server.getHost(), server.getPort());
        MongoClient client =
            patient("mongodb://127.0.0.1:" + proxy.port() + "/?directConnection=true")) {
      CheckpointStore store =
          MongoCheckpointStore.in(
              client.getDatabase(database.getName()).getCollection("checkpoints"));
      try (CheckpointSlot slot = store.claim("w")) {
        slot.save(at(1));
        proxy.blackHole();

        assertThatThrownBy(() -> slot.save(at(2)))
            .isInstanceOf(CheckpointFailedException.class)
            .hasMessage(
                "Cannot save the checkpoint w in " + database.getName() + ".checkpoints" + SILENCE);
        proxy.restore();
        slot.save(at(3));

        assertThat(store.read("w")).isEqualTo(at(3));
      }
    }
  }

  private static Checkpoint at(int increment) {
    return Checkpoint.of(
        StartPosition.at(new BsonTimestamp(1, increment)),
        new CheckpointIdentity(Map.of()),
        Instant.EPOCH);
  }

  /** A client that would wait an hour for a server. */
  private static MongoClient patient(String uri) {
    return MongoClients.create(
        MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(uri))
            .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(1, TimeUnit.HOURS))
            .build());
  }
}
