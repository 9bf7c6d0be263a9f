package dev.mongostreams.internal.connect;

import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.client.MongoClient;
import com.mongodb.client.model.changestream.FullDocument;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.handler.MissingDocument;
import dev.mongostreams.internal.bson.RawChangeEvent;
import dev.mongostreams.internal.source.StreamSpec;
import dev.mongostreams.internal.work.Documents;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.jspecify.annotations.Nullable;

/** Reads documents that the server did not find when it built their events. */
final class Lookup {
  private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();

  private final MongoClient client;

  private Lookup(MongoClient client) {
    this.client = client;
  }

  /**
   * What a policy makes of the events of a stream.
   *
   * @throws IllegalStateException when nothing is looked up, so that nothing can be missing
   */
  static Documents documents(MongoClient client, StreamSpec spec, MissingDocument policy) {
    if (policy != MissingDocument.ABSENT && spec.fullDocument() != FullDocument.UPDATE_LOOKUP) {
      throw new IllegalStateException(
          "Cannot treat missing documents of "
              + spec.scope()
              + " by "
              + policy
              + ": no document is looked up. Ask for fullDocument(UPDATE_LOOKUP), or leave"
              + " onMissingDocument out.");
    }
    return Documents.by(policy, new Lookup(client)::again);
  }

  private ChangeEvent again(ChangeEvent event) {
    BsonValue id = event.documentId();
    if (id == null || event.collection().isEmpty()) {
      return event; // The pipeline has removed what would tell where to look.
    }
    RawBsonDocument found = find(event.database(), event.collection(), id);
    return found == null ? event : with(found, event);
  }

  /** By the key alone: the event's shard key may be another one by now. */
  private @Nullable RawBsonDocument find(String database, String collection, BsonValue id) {
    return client
        .getDatabase(database)
        .withCodecRegistry(MongoClientSettings.getDefaultCodecRegistry())
        .withReadPreference(ReadPreference.primary())
        .withReadConcern(ReadConcern.MAJORITY)
        .getCollection(collection, RawBsonDocument.class)
        .find(new BsonDocument("_id", id))
        .first();
  }

  private ChangeEvent with(RawBsonDocument found, ChangeEvent event) {
    BsonDocument whole = new BsonDocument();
    whole.putAll(event.raw());
    whole.put("fullDocument", found);
    return RawChangeEvent.of(new RawBsonDocument(whole, CODEC), client.getCodecRegistry());
  }
}
