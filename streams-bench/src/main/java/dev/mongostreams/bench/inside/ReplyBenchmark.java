package dev.mongostreams.bench.inside;

import com.mongodb.MongoClientSettings;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import dev.mongostreams.bench.micro.Inserts;
import dev.mongostreams.internal.bson.CursorReply;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.Codec;
import org.bson.codecs.configuration.CodecRegistry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does an event cost between the reply that brought it and the handler that has one field of
 * it?
 *
 * <p>Workload: a reply of 1,024 inserts of 1 KiB. {@code split} finds where they begin, {@code
 * field} takes one field of each, too. The baselines are {@code raw}, by the lazy types of the BSON
 * library, {@code driver}, which decodes each event as the driver's loop does, and {@code bson},
 * which decodes the reply.
 *
 * <p>Command: {@code ./streams bench jmh ReplyBenchmark -prof gc}. One should see {@code split} far
 * below the 13 to 16 us that the server takes for an event, and {@code driver} allocate many times
 * what {@code field} does.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OperationsPerInvocation(ReplyBenchmark.EVENTS)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ReplyBenchmark {
  static final int EVENTS = 1_024;

  private final RawBsonDocument reply = WrittenReply.bytes(EVENTS);
  private final CodecRegistry codecs = MongoClientSettings.getDefaultCodecRegistry();
  private final Codec<ChangeStreamDocument<Document>> driverCodec = Inserts.codec(Document.class);
  private final BsonDocumentCodec documents = new BsonDocumentCodec();

  /** Where the events begin. */
  @Benchmark
  public CursorReply split() {
    return new CursorReply(reply);
  }

  /** One field of each event. */
  @Benchmark
  public void field(Blackhole handler) {
    CursorReply events = new CursorReply(reply);
    for (int index = 0; index < events.size(); index++) {
      handler.consume(events.event(index, codecs).value("fullDocument.confidence"));
    }
  }

  /** Each event as a document on the bytes of the reply. */
  @Benchmark
  public void raw(Blackhole handler) {
    for (BsonValue event : reply.getDocument("cursor").getArray("nextBatch")) {
      handler.consume(event);
    }
  }

  /** Each event as the driver's loop gives it, with the field in it. */
  @Benchmark
  public void driver(Blackhole handler) {
    for (BsonValue event : reply.getDocument("cursor").getArray("nextBatch")) {
      handler.consume(((RawBsonDocument) event).decode(driverCodec).getFullDocument());
    }
  }

  /** The reply as a tree of values. */
  @Benchmark
  public BsonDocument bson() {
    return reply.decode(documents);
  }
}
