package dev.mongostreams.demo.example;

import dev.mongostreams.testkit.ReplicaSet;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run of an example: the replica set, a database nobody else has, and the end. The database
 * goes with the replica set. For the thread the example runs in.
 */
public final class ExampleRun {
  /**
   * What has been written is applied within milliseconds; a machine that is busy gets this long.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private final ReplicaSet rs0;
  private final String database;
  private final int rate;
  private final @Nullable Duration limit;
  private final Ending ending;
  private final Consumer<String> out;
  private final long begunNanos = System.nanoTime();

  /** When the wait for the end began, or null. */
  private @Nullable Duration awaited;

  /**
   * Prepares a run.
   *
   * @param rs0 the replica set; closed by whoever started it
   * @param rate writes per second wanted, from 0
   * @param limit how long to run, or null until somebody asks for the end
   * @param ending the wish that it ends
   * @param out where lines for the reader go
   */
  public ExampleRun(
      ReplicaSet rs0, int rate, @Nullable Duration limit, Ending ending, Consumer<String> out) {
    this.rs0 = rs0;
    this.database = rs0.freshDatabase();
    this.rate = rate;
    this.limit = limit;
    this.ending = ending;
    this.out = out;
  }

  /**
   * Returns the replica set. A further database for this run is {@link ReplicaSet#freshDatabase()}.
   *
   * @return the set
   */
  public ReplicaSet rs0() {
    return rs0;
  }

  /**
   * Returns the database of this run.
   *
   * @return its name
   */
  public String database() {
    return database;
  }

  /**
   * Returns where the database of this run is.
   *
   * @return a connection string with the database in it
   */
  public String uri() {
    return rs0.uri(database);
  }

  /**
   * Returns how much to write.
   *
   * @return writes per second, from 0
   */
  public int rate() {
    return rate;
  }

  /**
   * Tells the reader something.
   *
   * @param text one line
   */
  public void say(String text) {
    out.accept(text);
  }

  /**
   * Returns how long it has been running.
   *
   * @return the time since it was prepared
   */
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begunNanos);
  }

  /**
   * Waits for the end: the time is up, or somebody has asked.
   *
   * @throws InterruptedException when this thread was interrupted
   */
  public void awaitEnd() throws InterruptedException {
    if (limit == null) {
      ending.await();
    } else {
      ending.await(limit);
    }
  }

  /**
   * Waits for the end, but no longer than a time. The limit of the run counts from the first call.
   *
   * @param most how long to wait
   * @return whether the end has come
   * @throws InterruptedException when this thread was interrupted
   */
  public boolean endsWithin(Duration most) throws InterruptedException {
    if (limit == null) {
      return ending.await(most);
    }
    if (awaited == null) {
      awaited = elapsed();
    }
    Duration left = awaited.plus(limit).minus(elapsed());
    return ending.await(left.compareTo(most) < 0 ? left : most) || left.compareTo(most) <= 0;
  }

  /**
   * Waits until what was written has arrived, for 60 seconds at most.
   *
   * @param settled asked every 20 ms
   * @return whether it came true
   * @throws InterruptedException when this thread was interrupted
   */
  public boolean settles(BooleanSupplier settled) throws InterruptedException {
    CountDownLatch nobody = new CountDownLatch(1);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!settled.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      boolean counted = nobody.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
      assert !counted;
    }
    return true;
  }
}
