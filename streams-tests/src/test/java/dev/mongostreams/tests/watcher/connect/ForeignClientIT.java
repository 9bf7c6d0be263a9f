package dev.mongostreams.tests.watcher.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Engine;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import dev.mongostreams.tests.watcher.fixture.BothEngines;
import dev.mongostreams.tests.watcher.fixture.Clients;
import dev.mongostreams.tests.watcher.fixture.Received;
import org.bson.Document;
import org.bson.codecs.DocumentCodecProvider;
import org.bson.codecs.ValueCodecProvider;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.codecs.pojo.PojoCodecProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;

/** A client of the user's own, with codecs of the user's own. */
@BothEngines
@ExtendWith(Rs0Extension.class)
final class ForeignClientIT {
  @Parameter private Engine engine;
  private final Received received = new Received();
  private ReplicaSet rs0;
  private MongoDatabase database;

  @BeforeEach
  void find(ReplicaSet set, MongoDatabase fresh) {
    rs0 = set;
    database = fresh;
  }

  /** What a user keeps in the collection. */
  public static final class Prediction {
    public int id;
    public double confidence;
  }

  @Test
  void itsCodecsMakeObjectsOfDocuments() {
    CodecRegistry pojos =
        CodecRegistries.fromProviders(
            PojoCodecProvider.builder().automatic(true).build(), new ValueCodecProvider());

    ChangeEvent event =
        received(
            CodecRegistries.fromRegistries(MongoClientSettings.getDefaultCodecRegistry(), pojos));

    assertThat(event.fullDocument(Prediction.class).confidence).isEqualTo(0.9);
  }

  @Test
  void itNeedsNoCodecsForTheWatchersOwnUse() {
    ChangeEvent event =
        received(
            CodecRegistries.fromProviders(new ValueCodecProvider(), new DocumentCodecProvider()));

    assertThat(event.fullDocument()).containsEntry("confidence", 0.9);
  }

  @Test
  void itStaysOpen() {
    try (MongoClient client = MongoClients.create(rs0.uri())) {
      ChangeStreams.of(client, database.getName()).close();

      assertThat(client.getDatabase("admin").runCommand(new Document("ping", 1))).isNotEmpty();
    }
  }

  private ChangeEvent received(CodecRegistry registry) {
    MongoClientSettings settings =
        Clients.quick(rs0.uri(), "foreign").codecRegistry(registry).build();
    try (MongoClient client = MongoClients.create(settings);
        ChangeStreams streams = ChangeStreams.of(client, database.getName())) {
      streams
          .watchCollection("predictions")
          .reading(read -> read.engine(engine))
          .onChange(received)
          .start();
      database
          .getCollection("predictions")
          .insertOne(new Document("_id", 1).append("confidence", 0.9));
      return received.await(1).get(0);
    }
  }
}
