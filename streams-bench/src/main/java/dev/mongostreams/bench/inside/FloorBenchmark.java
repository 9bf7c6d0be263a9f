package dev.mongostreams.bench.inside;

import dev.mongostreams.Operation;
import dev.mongostreams.StartPosition;
import dev.mongostreams.internal.lanes.Delivery;
import dev.mongostreams.internal.lanes.Lanes;
import dev.mongostreams.internal.lanes.Routes;
import dev.mongostreams.internal.lanes.Stretch;
import dev.mongostreams.internal.progress.Progress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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
 * What does it cost an event to be given to a lane, taken, finished and put below the floor, and
 * what to find its lane?
 *
 * <p>Workload: 4,096 inserts of 1 KiB, each of another document, in replies of {@code reply}
 * events; nothing is done with them. With one lane all events of a reply go together, with 1,024
 * nearly each goes alone when the replies are small. One thread, no lock: {@code track} is what is
 * done under the lock and by the workers, {@code route} what the reading thread does before it.
 *
 * <p>Command: {@code ./streams bench jmh FloorBenchmark -prof gc}. One should see {@code track} far
 * below 100 ns an event: a few with one lane, tens with 1,024.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OperationsPerInvocation(FloorBenchmark.EVENTS)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@SuppressWarnings("NullAway.Init") // JMH calls write() before anything else.
public class FloorBenchmark {
  static final int EVENTS = 4_096;

  /** How many lanes. */
  @Param({"1", "1024"})
  public int lanes;

  /** How many events a reply brings. */
  @Param({"64", "4096"})
  public int reply;

  private WrittenReply batch;
  private StartPosition end;
  private @Nullable Routes routes;

  /** Writes the reply. */
  @Setup
  public void write() {
    batch = WrittenReply.of(reply);
    end = batch.end();
    routes = lanes == 1 ? null : route();
  }

  /** Finishes all events, stretch by stretch, event by event. */
  @Benchmark
  public @Nullable StartPosition track() {
    Lanes lanesOfAll = new Lanes();
    Progress progress = new Progress();
    for (int replies = EVENTS / reply; replies > 0; replies--) {
      Delivery delivery = new Delivery(batch, end, routes);
      progress.add(delivery);
      lanesOfAll.add(delivery);
    }
    lanesOfAll.distribute(EVENTS);
    for (Stretch next = lanesOfAll.take(0, 1); next != null; next = lanesOfAll.take(0, 1)) {
      while (!next.complete()) {
        next.advance();
      }
      lanesOfAll.release(next);
      progress.settle();
    }
    if (!progress.idle()) {
      throw new IllegalStateException("Not all events are finished.");
    }
    return progress.floor();
  }

  /** Finds the lanes of all events. */
  @Benchmark
  public Routes route() {
    Routes found = Routes.of(batch, Lanes.COUNT, event -> event.operation() != Operation.OTHER);
    for (int replies = EVENTS / reply; replies > 1; replies--) {
      found = Routes.of(batch, Lanes.COUNT, event -> event.operation() != Operation.OTHER);
    }
    return found;
  }
}
