package dev.mongostreams.bench.micro;

import com.mongodb.client.model.changestream.ChangeStreamDocument;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
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
 * What does a handler pay for the whole document, as a {@code Document} or as an object of its own?
 *
 * <p>Workload: inserts of 1 KiB, another one each time, of seven fields with a list and a document
 * among them; the class is a record. Both use the codecs of the driver. The baselines are {@code
 * driver} and {@code driverPrediction}, which decode the rest of the event too, and {@code bson}.
 *
 * <p>Command: {@code ./streams bench jmh DocumentBenchmark -prof gc}. One should see {@code
 * streams} at about a third of what {@code driver} takes and a half of what it allocates: the rest
 * of an event has more fields than many a document. A record costs as much as a {@code Document}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DocumentBenchmark {

  /** A {@code Document} by our event. */
  @Benchmark
  public @Nullable Document streams(Inserts inserts) {
    return inserts.streams().fullDocument();
  }

  /** A {@link Prediction} by our event. */
  @Benchmark
  public @Nullable Prediction streamsPrediction(Inserts inserts) {
    return inserts.streams().fullDocument(Prediction.class);
  }

  /** A {@code Document} by {@link ChangeStreamDocument}. */
  @Benchmark
  public @Nullable Document driver(Inserts inserts) {
    return inserts.driver().getFullDocument();
  }

  /** A {@link Prediction} by {@link ChangeStreamDocument}. */
  @Benchmark
  public @Nullable Prediction driverPrediction(Inserts inserts) {
    return inserts.driverPrediction().getFullDocument();
  }

  /** By {@code BsonDocument}. */
  @Benchmark
  public BsonDocument bson(Inserts inserts) {
    return inserts.bson().getDocument("fullDocument");
  }
}
