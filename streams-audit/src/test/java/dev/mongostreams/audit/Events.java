package dev.mongostreams.audit;

import dev.mongostreams.ChangeEvent;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/** Change events as a server writes them. */
final class Events {
  private static final String TOKEN =
      "826545A0F1000000012B022C0100296E5A1004B3C8D7E6F5A4B3C2D1E0F9A8B7C6D546645F69640064";

  private Events() {}

  /** An event of aidb.models, with more fields than it needs at least. */
  static ChangeEvent of(String operation, String more) {
    return inNamespace(operation, "aidb", "models", more);
  }

  static ChangeEvent inNamespace(String operation, String database, String name, String more) {
    BsonDocument event =
        BsonDocument.parse(
            "{_id: {_data: '%s'}, operationType: '%s', clusterTime: {$timestamp: {t: 1700000000, i: 7}}, ns: {db: '%s', coll: '%s'}}"
                .formatted(TOKEN, operation, database, name));
    event.putAll(BsonDocument.parse(more));
    return ChangeEvent.of(raw(event));
  }

  static RawBsonDocument raw(BsonDocument document) {
    return new RawBsonDocument(document, new BsonDocumentCodec());
  }
}
