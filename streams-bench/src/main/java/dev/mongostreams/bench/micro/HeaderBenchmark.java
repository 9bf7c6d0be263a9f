package dev.mongostreams.bench.micro;

import com.mongodb.client.model.changestream.ChangeStreamDocument;
import dev.mongostreams.ChangeEvent;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to learn what an event is about: kind, collection, document and time?
 *
 * <p>Workload: inserts of 1 KiB, another one each time; the four are asked once each. The baselines
 * are {@code raw}, which walks through the bytes for each, {@code bson} and {@code driver}, which
 * decode the event.
 *
 * <p>Command: {@code ./streams bench jmh HeaderBenchmark -prof gc}. One should see {@code streams}
 * faster than {@code raw}, as it walks once, and both allocate a fraction of what {@code bson} and
 * {@code driver} do.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class HeaderBenchmark {

  /**
   * What an event is about.
   *
   * @param kind in the words of who tells
   * @param collection its name
   * @param document its {@code _id}
   * @param time by the cluster's clock
   */
  public record Header(
      @Nullable Object kind,
      String collection,
      @Nullable BsonValue document,
      @Nullable BsonValue time) {

    static Header of(BsonDocument event) {
      return new Header(
          event.getString("operationType").getValue(),
          event.getDocument("ns").getString("coll").getValue(),
          event.getDocument("documentKey").get("_id"),
          event.getTimestamp("clusterTime"));
    }
  }

  /** By our event. */
  @Benchmark
  public Header streams(Inserts inserts) {
    ChangeEvent event = inserts.streams();
    return new Header(
        event.operation(), event.collection(), event.documentId(), event.clusterTime());
  }

  /** By {@link ChangeStreamDocument}. */
  @Benchmark
  public Header driver(Inserts inserts) {
    ChangeStreamDocument<Document> event = inserts.driver();
    return new Header(
        event.getOperationType(),
        Objects.requireNonNull(event.getNamespace()).getCollectionName(),
        Objects.requireNonNull(event.getDocumentKey()).get("_id"),
        event.getClusterTime());
  }

  /** By {@code RawBsonDocument}. */
  @Benchmark
  public Header raw(Inserts inserts) {
    return Header.of(inserts.raw());
  }

  /** By {@code BsonDocument}. */
  @Benchmark
  public Header bson(Inserts inserts) {
    return Header.of(inserts.bson());
  }
}
