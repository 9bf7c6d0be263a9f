package dev.mongostreams.bench.micro;

import com.mongodb.client.model.changestream.ChangeStreamDocument;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a handler pay for one field of the document? Also what a filter in a handler costs, as
 * there is no other on this side: those of a watcher run on the server.
 *
 * <p>Workload: inserts of 1 KiB, another one each time, and the third of the document's seven
 * fields. The baselines are {@code raw}, which walks through the bytes, {@code bson} and {@code
 * driver}, which decode the event.
 *
 * <p>Command: {@code ./streams bench jmh FieldBenchmark -prof gc}. One should see {@code streams}
 * take and allocate a fraction of what {@code bson} and {@code driver} do.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class FieldBenchmark {

  /** By our event. */
  @Benchmark
  public @Nullable BsonValue streams(Inserts inserts) {
    return inserts.streams().value("fullDocument.confidence");
  }

  /** By {@link ChangeStreamDocument}. */
  @Benchmark
  public double driver(Inserts inserts) {
    return Objects.requireNonNull(inserts.driver().getFullDocument()).getDouble("confidence");
  }

  /** By {@code RawBsonDocument}. */
  @Benchmark
  public BsonValue raw(Inserts inserts) {
    return inserts.raw().getDocument("fullDocument").getDouble("confidence");
  }

  /** By {@code BsonDocument}. */
  @Benchmark
  public BsonValue bson(Inserts inserts) {
    return inserts.bson().getDocument("fullDocument").getDouble("confidence");
  }
}
