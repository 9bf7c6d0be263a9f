package dev.mongostreams.bench.live;

import dev.mongostreams.bench.fork.Lap;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Arrivals;
import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.bench.scenario.Ground;
import dev.mongostreams.bench.scenario.Ways;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A way that notes what arrives, in a process of its own that can be started again with the same
 * settings. For one thread.
 */
public final class Listener implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration SILENCE = Duration.ofSeconds(5);
  private static final AtomicInteger FILES = new AtomicInteger();

  private final String way;
  private final Order order;
  private final Arrivals arrivals;
  private Lap lap;

  /**
   * Starts it, and waits until nothing it is to hear of can be missed.
   *
   * @param source where it listens
   * @param room how many arrivals it can note
   * @throws IllegalStateException when it ends instead, or is not ready within a minute
   */
  public Listener(Ground ground, String way, Order source, int room) throws InterruptedException {
    Path file = ground.directory().resolve("arrivals-" + FILES.incrementAndGet());
    this.way = way;
    this.order =
        source.with("kind", "live").with("way", way).with("arrivals", file).with("room", room);
    this.arrivals = Arrivals.open(file, room);
    this.lap = begin();
  }

  /** What it has noted so far. */
  public Arrivals arrivals() {
    return arrivals;
  }

  /** False once it has ended by itself, or was killed. */
  boolean running() {
    return lap.running();
  }

  /** Ends it as a power cut would. */
  void kill() throws InterruptedException {
    lap.kill();
  }

  /** Starts it again, and waits as at first. */
  void beginAgain() throws InterruptedException {
    lap.close();
    lap = begin();
  }

  /** Waits until nothing has come for a while, as nothing is sent any more. */
  void awaitSilence() throws InterruptedException {
    awaitAll(Integer.MAX_VALUE);
  }

  /** Waits until so many notes are taken, or nothing has come for a while. */
  public void awaitAll(int notes) throws InterruptedException {
    int before = -1;
    while (arrivals.count() != before && arrivals.count() < notes) {
      before = arrivals.count();
      int known = before;
      Waiting.until(SILENCE, () -> arrivals.count() != known);
    }
  }

  /** Waits for what it says at its end, which not all ways come to by themselves. */
  public Answer answer(Duration limit) throws InterruptedException {
    return lap.await(limit);
  }

  private Lap begin() throws InterruptedException {
    int before = arrivals.readies();
    Lap begun = Ways.program(way).start(order);
    if (Waiting.until(PATIENCE, () -> arrivals.readies() > before || !begun.running())
        && begun.running()) {
      return begun;
    }
    String said = begun.lastLines();
    begun.close();
    throw new IllegalStateException("it never began; " + said);
  }

  @Override
  public void close() {
    lap.close();
    arrivals.close();
  }
}
