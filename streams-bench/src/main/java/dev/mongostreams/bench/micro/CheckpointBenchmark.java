package dev.mongostreams.bench.micro;

import dev.mongostreams.ResumeToken;
import dev.mongostreams.StartPosition;
import dev.mongostreams.checkpoint.Checkpoint;
import dev.mongostreams.checkpoint.CheckpointIdentity;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to write a checkpoint, and to read one, before any disk or server is asked?
 *
 * <p>Workload: a position, the five parts of the stream that it belongs to, and a time. A
 * collection takes it as a document, a file as text. The baselines are {@code tokenWrite} and
 * {@code tokenRead}: the token alone as text, as people keep it by hand.
 *
 * <p>Command: {@code ./streams bench jmh CheckpointBenchmark -prof gc}. One should see less than a
 * microsecond for a document and a few for a text, which is nothing once a second.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CheckpointBenchmark {
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

  private final CheckpointIdentity identity =
      new CheckpointIdentity(
          Map.of(
              "scope", "aidb.predictions",
              "pipeline", "0d5f3c7e12ab9944",
              "documents", "default/default",
              "replica set", "rs0",
              "replica set id", "6750f0a1b2c3d4e5f6071829"));
  private final ResumeToken token = ResumeToken.of(InsertEvent.token(1));
  private final StartPosition position = StartPosition.after(token);
  private final Checkpoint before = Checkpoint.of(position, identity, NOW);
  private final BsonDocument document = before.document();
  private final String text = document.toJson();
  private final String tokenText = token.document().toJson();

  /** The next checkpoint as the document that a collection keeps. */
  @Benchmark
  public BsonDocument write() {
    return before.movedTo(position, identity, NOW).document();
  }

  /** The next checkpoint as the text that a file keeps. */
  @Benchmark
  public String writeText() {
    return before.movedTo(position, identity, NOW).document().toJson();
  }

  /** A checkpoint out of a document. */
  @Benchmark
  public Checkpoint read() {
    return Checkpoint.parse(document);
  }

  /** A checkpoint out of a text. */
  @Benchmark
  public Checkpoint readText() {
    return Checkpoint.parse(BsonDocument.parse(text));
  }

  /** The token alone, written. */
  @Benchmark
  public String tokenWrite() {
    return token.document().toJson();
  }

  /** The token alone, read. */
  @Benchmark
  public BsonDocument tokenRead() {
    return BsonDocument.parse(tokenText);
  }
}
