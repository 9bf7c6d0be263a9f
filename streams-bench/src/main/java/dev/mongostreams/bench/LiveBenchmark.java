package dev.mongostreams.bench;

import dev.mongostreams.bench.reader.Workload;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many events a second does a watcher take while they are being written?
 *
 * <p>Workload: 50,000 inserts of 1 KiB by one thread, a thousand at once with majority, read from
 * the first one on; it ends when the last one is handled. The handler reads one field of {@code
 * fullDocument}. The baselines are {@code nobody} (only the writes), {@code limit} (raw replies,
 * only counted) and {@code driver} (the driver's loop).
 *
 * <p>Command: {@code ./streams bench jmh LiveBenchmark -prof gc}. One should see {@code streams}
 * near {@code limit}, and both a little above {@code nobody}: whoever writes is the slowest, and
 * shares the processors with server and reader.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OperationsPerInvocation(LiveBenchmark.EVENTS)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms1g", "-Xmx1g"})
@SuppressWarnings("NullAway.Init") // JMH sets the parameters before anything else.
public class LiveBenchmark {
  static final int EVENTS = 50_000;
  private static final String NOBODY = "nobody";

  /** Who reads. */
  @Param({NOBODY, "limit", "driver", "streams"})
  public String reader;

  private final ExecutorService reading = Executors.newSingleThreadExecutor();

  /** Writes, and reads what is written. */
  @Benchmark
  public int live(OwnSet set) throws InterruptedException {
    Workload workload = Workload.coming(set.client(), set.database(), EVENTS);
    Future<Integer> read =
        reader.equals(NOBODY) ? null : reading.submit(() -> set.drain(reader, workload, 0));
    workload.fill(set.client(), Workload.KIB);
    try {
      return read == null ? EVENTS : read.get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException("The reader " + reader + " failed.", failed.getCause());
    }
  }

  /** Ends the reading thread. */
  @TearDown
  public void end() {
    reading.shutdownNow();
  }
}
