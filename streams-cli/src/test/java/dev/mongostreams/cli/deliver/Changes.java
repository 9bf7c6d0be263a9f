package dev.mongostreams.cli.deliver;

import dev.mongostreams.ChangeEvent;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/** Changes that no server has sent. */
final class Changes {
  private Changes() {}

  static ChangeEvent insert(int id) {
    return insert(id, "");
  }

  /** With something in the document. */
  static ChangeEvent insert(int id, String filling) {
    BsonDocument event =
        BsonDocument.parse(
            "{_id: {_data: '82%016x'}, operationType: 'insert', ns: {db: 'aidb', coll: 'models'},"
                    .formatted(id)
                + " documentKey: {_id: %d}, fullDocument: {_id: %d, x: '%s'}}"
                    .formatted(id, id, filling));
    return ChangeEvent.of(new RawBsonDocument(event, new BsonDocumentCodec()));
  }

  /** So many, from 0. */
  static List<ChangeEvent> inserts(int count) {
    return IntStream.range(0, count).mapToObj(Changes::insert).toList();
  }
}
