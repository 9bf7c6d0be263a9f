package dev.mongostreams.bench.micro;

import com.mongodb.client.model.changestream.ChangeStreamDocument;
import dev.mongostreams.ResumeToken;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to take the position out of an event, to be kept after the event is gone?
 *
 * <p>Workload: inserts of 1 KiB, another one each time. {@code streams} copies the token's bytes,
 * {@code clusterTime} reads the time in its text too. The baselines are {@code raw}, which leaves
 * the token in the bytes of the event, {@code bson} and {@code driver}, which decode the event.
 *
 * <p>Command: {@code ./streams bench jmh TokenBenchmark -prof gc}. One should see {@code streams}
 * allocate little more than the token, and take a tenth of what {@code bson} and {@code driver} do.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class TokenBenchmark {

  /** By our event. */
  @Benchmark
  public ResumeToken streams(Inserts inserts) {
    return inserts.streams().token();
  }

  /** By our event, and when it happened by the token. */
  @Benchmark
  public @Nullable BsonTimestamp clusterTime(Inserts inserts) {
    return inserts.streams().token().clusterTime();
  }

  /** By {@link ChangeStreamDocument}. */
  @Benchmark
  public BsonDocument driver(Inserts inserts) {
    return inserts.driver().getResumeToken();
  }

  /** By {@code RawBsonDocument}. */
  @Benchmark
  public BsonDocument raw(Inserts inserts) {
    return inserts.raw().getDocument("_id");
  }

  /** By {@code BsonDocument}. */
  @Benchmark
  public BsonDocument bson(Inserts inserts) {
    return inserts.bson().getDocument("_id");
  }
}
