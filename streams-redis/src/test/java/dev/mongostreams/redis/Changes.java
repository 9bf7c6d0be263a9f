package dev.mongostreams.redis;

import dev.mongostreams.ChangeEvent;
import org.bson.BsonDocument;
import org.bson.BsonDocumentWriter;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;

/** Change events without a server, as it would send them. */
final class Changes {
  private Changes() {}

  static ChangeEvent insert(Object id) {
    return of(document("insert", id).append("fullDocument", new Document("_id", id)));
  }

  static ChangeEvent update(Object id) {
    return of(document("update", id));
  }

  static ChangeEvent delete(Object id) {
    return of(document("delete", id));
  }

  static ChangeEvent drop() {
    return of(event("drop"));
  }

  /** A change of a document, with whatever else is appended. */
  static Document document(String operation, Object id) {
    return event(operation).append("documentKey", new Document("_id", id));
  }

  static Document event(String operation) {
    return new Document("_id", new Document("_data", "82"))
        .append("operationType", operation)
        .append("ns", new Document("db", "aidb").append("coll", "models"));
  }

  static ChangeEvent of(Document event) {
    BsonDocument plain = new BsonDocument();
    new DocumentCodec()
        .encode(new BsonDocumentWriter(plain), event, EncoderContext.builder().build());
    return ChangeEvent.of(new RawBsonDocument(plain, new BsonDocumentCodec()));
  }
}
