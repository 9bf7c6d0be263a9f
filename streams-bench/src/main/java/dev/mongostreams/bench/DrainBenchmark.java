package dev.mongostreams.bench;

import dev.mongostreams.bench.reader.Workload;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does one event cost while a watcher catches up?
 *
 * <p>Workload: 100,000 inserts of 1 KiB, read from the start of the history, once an iteration. The
 * handler reads one field of {@code fullDocument} and burns {@code handlerMicros}. The baselines
 * are {@code limit} (raw replies, only counted) and {@code driver} (the driver's loop).
 *
 * <p>Command: {@code ./streams bench jmh DrainBenchmark -prof gc}. One should see {@code streams}
 * near {@code limit}, both bound by the 13 to 16 us that the server takes for an event, {@code
 * driver} at about one and a half times that, and a tenth of the driver's {@code
 * gc.alloc.rate.norm}. Readers are measured one after the other here; for ratios take {@code
 * ./streams bench drain-1k}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OperationsPerInvocation(DrainBenchmark.EVENTS)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms1g", "-Xmx1g"})
@SuppressWarnings("NullAway.Init") // JMH calls write() before anything else.
public class DrainBenchmark {
  static final int EVENTS = 100_000;

  /** Who reads. */
  @Param({"limit", "driver", "streams", "streams-driver-engine"})
  public String reader;

  /** What the handler burns for each event; means nothing to the limit. */
  @Param("0")
  public int handlerMicros;

  private Workload workload;

  /** Writes the history. */
  @Setup(Level.Trial)
  public void write(OwnSet set) {
    workload = Workload.write(set.client(), set.database(), EVENTS, Workload.KIB);
  }

  /** Reads the history. */
  @Benchmark
  public int drain(OwnSet set) throws InterruptedException {
    return set.drain(reader, workload, handlerMicros);
  }
}
