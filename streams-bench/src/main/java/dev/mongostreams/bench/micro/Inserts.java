package dev.mongostreams.bench.micro;

import com.mongodb.MongoClientSettings;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import dev.mongostreams.ChangeEvent;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.Codec;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The events that are asked, one after the other, and the ways to take one: ours, the driver's, and
 * the two document types of the BSON library. Each way begins with the bytes, as nothing is known
 * of an event that just came.
 */
@State(Scope.Thread)
public class Inserts {
  private static final BsonDocumentCodec DOCUMENTS = new BsonDocumentCodec();
  private static final int MANY = 256;

  private final RawBsonDocument[] written = new RawBsonDocument[MANY];
  private final Codec<ChangeStreamDocument<Document>> documents = codec(Document.class);
  private final Codec<ChangeStreamDocument<Prediction>> predictions = codec(Prediction.class);
  private int next;

  /** Writes them. */
  public Inserts() {
    for (int number = 0; number < MANY; number++) {
      written[number] = InsertEvent.bytes(InsertEvent.written(number));
    }
  }

  /** The driver's codec of events whose document becomes one of that type. */
  public static <T> Codec<ChangeStreamDocument<T>> codec(Class<T> type) {
    return ChangeStreamDocument.createCodec(type, MongoClientSettings.getDefaultCodecRegistry());
  }

  /** The next one as our event. */
  ChangeEvent streams() {
    return ChangeEvent.of(raw());
  }

  /** The next one as the driver's event, which is whole at once. */
  ChangeStreamDocument<Document> driver() {
    return raw().decode(documents);
  }

  /** The same, with a class of a user's own. */
  ChangeStreamDocument<Prediction> driverPrediction() {
    return raw().decode(predictions);
  }

  /** The next one as it came: each question walks through the bytes. */
  RawBsonDocument raw() {
    next = (next + 1) % MANY;
    return written[next];
  }

  /** The next one as a tree of values. */
  BsonDocument bson() {
    return raw().decode(DOCUMENTS);
  }
}
