package dev.mongostreams.bench.live;

import com.mongodb.WriteConcern;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.scenario.Ground;
import dev.mongostreams.testkit.ReplicaSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long after a write does a handler hear of it?
 *
 * <p>Workload: that of {@link LatencyScenario}, five seconds of it an iteration: each write is due
 * at its time whatever became of the ones before, and counts from that time. The baselines are
 * {@code getMore} (raw replies) and {@code driver} (the driver's loop). Each is a process of its
 * own.
 *
 * <p>Command: {@code ./streams bench jmh LatencyBenchmark}. The score is the length of an iteration
 * and says nothing: read {@code dueP50Micros} and its like. One should see {@code streams} within
 * 0.1 ms of {@code getMore} at {@code dueP50Micros}, as the write itself takes nearly all of the
 * time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 5)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls start() before anything else.
public class LatencyBenchmark {
  private static final Duration LENGTH = Duration.ofSeconds(5);

  /** Who listens. */
  @Param({"getMore", "driver", "streams"})
  public String way;

  /** Writes a second. */
  @Param({"100", "1000"})
  public int perSecond;

  private ReplicaSet rs0;
  private Ground ground;

  /** Percentiles of one iteration, from when a write was due and from its acknowledgement. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Percentiles {
    public double dueP50Micros;
    public double dueP90Micros;
    public double dueP99Micros;
    public double ackP50Micros;
    public double ackP99Micros;

    void take(Map<String, Double> figures) {
      dueP50Micros = figure(figures, "dueP50Micros");
      dueP90Micros = figure(figures, "dueP90Micros");
      dueP99Micros = figure(figures, "dueP99Micros");
      ackP50Micros = figure(figures, "ackP50Micros");
      ackP99Micros = figure(figures, "ackP99Micros");
    }

    private static double figure(Map<String, Double> figures, String name) {
      return figures.getOrDefault(name, Double.NaN);
    }
  }

  /** Starts rs0. */
  @Setup
  public void start() {
    rs0 = ReplicaSet.start();
    ground = Ground.on(rs0, line -> {});
  }

  /** Writes, and asks when what was written arrived. */
  @Benchmark
  public Answer notified(Percentiles percentiles) throws InterruptedException {
    Answer answer =
        new LatencyScenario("jmh", List.of(way), perSecond, LENGTH, WriteConcern.MAJORITY)
            .lap(ground, way);
    Map<String, Double> figures = answer.figures();
    if (!Double.valueOf(0).equals(figures.get("lost"))) {
      throw new IllegalStateException("Some writes did not come by " + way + ": " + answer.line());
    }
    percentiles.take(figures);
    return answer;
  }

  /** Ends rs0. */
  @TearDown
  public void end() {
    ground.close();
    rs0.close();
  }
}
