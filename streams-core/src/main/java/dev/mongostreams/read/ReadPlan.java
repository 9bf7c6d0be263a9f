package dev.mongostreams.read;

import dev.mongostreams.Engine;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a watcher reads: what it asks of the server at once, and how much of it may be in memory. The
 * defaults are right for nearly everybody. Immutable; each method gives a plan that differs in one
 * thing.
 */
public final class ReadPlan {
  /** 12 MiB: three replies of 4 MiB, one handled, one ready, one in flight. */
  private static final long DEFAULT_BYTE_BUDGET = 12L << 20;

  /** Below this a reply would hold a handful of small events, and round trips would dominate. */
  private static final long LEAST_BYTE_BUDGET = 64L << 10;

  private static final Duration SHORTEST_AWAIT = Duration.ofMillis(1);
  private static final Duration LONGEST_AWAIT = Duration.ofHours(1);

  private static final ReadPlan DEFAULT =
      new ReadPlan(Engine.AUTO, 0, null, DEFAULT_BYTE_BUDGET, false, null);

  private final Engine engine;
  private final int batchSize;
  private final @Nullable Duration maxAwait;
  private final long byteBudget;
  private final boolean splitsLargeEvents;
  private final @Nullable String comment;

  private ReadPlan(
      Engine engine,
      int batchSize,
      @Nullable Duration maxAwait,
      long byteBudget,
      boolean splitsLargeEvents,
      @Nullable String comment) {
    this.engine = engine;
    this.batchSize = batchSize;
    this.maxAwait = maxAwait;
    this.byteBudget = byteBudget;
    this.splitsLargeEvents = splitsLargeEvents;
    this.comment = comment;
  }

  /**
   * Reads as the defaults have it.
   *
   * @return the plan
   */
  public static ReadPlan ofDefaults() {
    return DEFAULT;
  }

  /**
   * Chooses how to read.
   *
   * @param choice by default {@link Engine#AUTO}
   * @return a plan that differs in this
   */
  public ReadPlan engine(Engine choice) {
    return new ReadPlan(choice, batchSize, maxAwait, byteBudget, splitsLargeEvents, comment);
  }

  /**
   * Bounds how many events one reply brings.
   *
   * @param events at least 1; by default unset: the server decides on the first reply, and each
   *     later one is measured so that a third of the byte budget is not passed ({@link
   *     Engine#DRIVER} cannot measure and takes events for 1 KiB each: with larger ones, set it).
   *     Small batches cost throughput: 250 of 1 KiB cost 13 to 21 % in our measurements
   * @return a plan that differs in this
   * @throws IllegalArgumentException when it is less than 1
   */
  public ReadPlan batchSize(int events) {
    if (events < 1) {
      throw new IllegalArgumentException(
          "Cannot use a batch size of " + events + ": give at least 1.");
    }
    return new ReadPlan(engine, events, maxAwait, byteBudget, splitsLargeEvents, comment);
  }

  /**
   * Bounds how long the server waits for an event before it answers that there is none. Costs no
   * latency either way: the server answers as soon as it has one.
   *
   * @param wait from 1 ms to 1 hour, and less than the {@code timeoutMS} of a client that has one;
   *     by default unset, which the server takes as 1 second, or half of a {@code timeoutMS} of up
   *     to 2 seconds
   * @return a plan that differs in this
   * @throws IllegalArgumentException when it is out of range
   */
  public ReadPlan maxAwait(Duration wait) {
    if (wait.compareTo(SHORTEST_AWAIT) < 0 || wait.compareTo(LONGEST_AWAIT) > 0) {
      throw new IllegalArgumentException(
          "Cannot await " + wait + ": give a duration from 1 ms to 1 hour.");
    }
    return new ReadPlan(engine, batchSize, wait, byteBudget, splitsLargeEvents, comment);
  }

  /**
   * Bounds the memory of replies that are being read, waiting or handled. The reader stops reading
   * when it is used up. As the server may answer with up to 16 MB at once, the bound that holds is
   * this budget and one reply.
   *
   * @param bytes at least 65,536; by default 12 MiB
   * @return a plan that differs in this
   * @throws IllegalArgumentException when it is less than that
   */
  public ReadPlan byteBudget(long bytes) {
    if (bytes < LEAST_BYTE_BUDGET) {
      throw new IllegalArgumentException(
          "Cannot read within " + bytes + " bytes: give a budget of at least 65536.");
    }
    return new ReadPlan(engine, batchSize, maxAwait, bytes, splitsLargeEvents, comment);
  }

  /**
   * Lets the server send events of more than 16 MB in parts from the start; they are handed over
   * whole either way. Needs MongoDB 6.0.9.
   *
   * @param always by default false: the cursor is opened again for the first event that is too
   *     large, and once more behind it. True saves that where many are
   * @return a plan that differs in this
   */
  public ReadPlan splitLargeEvents(boolean always) {
    return new ReadPlan(engine, batchSize, maxAwait, byteBudget, always, comment);
  }

  /**
   * Marks the cursor for whoever looks at the server's logs and current operations.
   *
   * @param text any text; by default none is sent
   * @return a plan that differs in this
   */
  public ReadPlan comment(String text) {
    return new ReadPlan(engine, batchSize, maxAwait, byteBudget, splitsLargeEvents, text);
  }

  /**
   * Tells how it reads.
   *
   * @return the engine asked for
   */
  public Engine engine() {
    return engine;
  }

  /**
   * Tells the bound of a reply.
   *
   * @return events, or 0 when it is unset
   */
  public int batchSize() {
    return batchSize;
  }

  /**
   * Tells how long the server waits for an event.
   *
   * @return the wait, or null when it is unset
   */
  public @Nullable Duration maxAwait() {
    return maxAwait;
  }

  /**
   * Tells the bound of memory.
   *
   * @return bytes
   */
  public long byteBudget() {
    return byteBudget;
  }

  /**
   * Tells whether large events come in parts from the start.
   *
   * @return true when they do
   */
  public boolean splitsLargeEvents() {
    return splitsLargeEvents;
  }

  /**
   * Tells how the cursor is marked.
   *
   * @return the text, or null when it is not
   */
  public @Nullable String comment() {
    return comment;
  }
}
