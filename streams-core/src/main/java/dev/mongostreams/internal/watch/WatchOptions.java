package dev.mongostreams.internal.watch;

import dev.mongostreams.Operation;
import dev.mongostreams.Scope;
import dev.mongostreams.StartPosition;
import dev.mongostreams.WatcherListener;
import dev.mongostreams.failure.FailurePolicy;
import dev.mongostreams.failure.HistoryLostPolicy;
import dev.mongostreams.handler.MissingDocument;
import dev.mongostreams.handler.Overflow;
import dev.mongostreams.internal.checkpoint.Cadence;
import dev.mongostreams.internal.lanes.Lanes;
import dev.mongostreams.internal.work.Documents;
import dev.mongostreams.internal.work.WorkRules;
import dev.mongostreams.read.ReadPlan;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a watcher runs, apart from what it asks the server for and who handles it. Immutable.
 *
 * @param name for logs, notices and thread names
 * @param wanted the kinds to hand over; empty for all
 * @param startAt where to begin when no position is saved
 * @param byteBudget bytes of replies that may be alive
 * @param batchSize the user's bound of a reply, or 0
 * @param capacity how many events may wait in a queue, or 0 when a handler takes them
 * @param overflow what a queue does when more come
 * @param missing what to do when a looked-up document is gone
 * @param workers how many events may be handled side by side
 * @param batch how many events a worker takes at once
 * @param sink true when whoever handles the events keeps the position too
 * @param maxUnsaved events that may be handed out above the position a crash would go back to
 * @param cadence how often the position is saved, or null when it is not
 * @param failures what to do when the handler throws
 * @param historyLost what to do when the server no longer has the position
 * @param stopOnInvalidate true to stop when the server ends the stream
 * @param giveUpAfter time without any reply after which the watcher fails, or null for never
 * @param stallAfter time without progress, though there are later changes, that is told
 * @param connectTimeout limit of the first opening
 * @param drainTimeout limit of a stop
 * @param listener who is told
 */
public record WatchOptions(
    String name,
    Set<Operation> wanted,
    StartPosition startAt,
    long byteBudget,
    int batchSize,
    int capacity,
    Overflow overflow,
    MissingDocument missing,
    int workers,
    int batch,
    boolean sink,
    int maxUnsaved,
    @Nullable Cadence cadence,
    FailurePolicy failures,
    HistoryLostPolicy historyLost,
    boolean stopOnInvalidate,
    @Nullable Duration giveUpAfter,
    Duration stallAfter,
    Duration connectTimeout,
    Duration drainTimeout,
    WatcherListener listener) {
  private static final int MOST_WORKERS = Lanes.COUNT;

  /** Starts with the defaults. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /**
   * Events a reply may bring, or 0 for no bound: a queue is half full when the other half is read.
   */
  public int replyEvents() {
    int half = Math.max(1, capacity / 2);
    if (capacity == 0) {
      return batchSize;
    }
    return batchSize == 0 ? half : Math.min(batchSize, half);
  }

  /**
   * How many lanes there are. Batches are the larger the fewer there are, and a document that holds
   * up its batch holds up those of its lane anyway.
   */
  public int lanes() {
    return batch > 1 ? workers : Lanes.COUNT;
  }

  /** Tells whether events are dropped when there are more than fit. */
  public boolean drops() {
    return overflow == Overflow.DROP_OLDEST || overflow == Overflow.DROP_NEWEST;
  }

  /** What the work on events of that scope goes by. */
  public WorkRules rules(Scope scope, Documents documents) {
    return new WorkRules(name, scope, this::wants, documents, failures, historyLost.resync());
  }

  /** What to do about an event that the server cannot send; a consumer that pulls is to be told. */
  public FailurePolicy unreadable() {
    return capacity > 0 ? FailurePolicy.stop() : failures;
  }

  /** Tells whether an event of this kind goes to the handler. */
  public boolean wants(Operation operation) {
    return wanted.isEmpty() || wanted.contains(operation);
  }

  /** Collects the parts, and refuses wrong ones in words for the user. For one thread. */
  public static final class Builder {
    private String name;
    private Set<Operation> wanted = Set.of();
    private StartPosition startAt = StartPosition.now();
    private long byteBudget = ReadPlan.ofDefaults().byteBudget();
    private int batchSize;
    private MissingDocument missing = MissingDocument.ABSENT;
    private int workers = 1;
    private int batch = 1;
    private boolean sink;
    private int maxUnsaved = 100_000;
    private @Nullable Cadence cadence;
    private FailurePolicy failures = FailurePolicy.stop();
    private HistoryLostPolicy historyLost = HistoryLostPolicy.stop();
    private boolean stopOnInvalidate;
    private @Nullable Duration giveUpAfter;
    private Duration stallAfter = Duration.ofSeconds(30);
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration drainTimeout = Duration.ofSeconds(10);
    private WatcherListener listener = new WatcherListener() {};

    private Builder(String name) {
      this.name = name;
    }

    public Builder name(String text) {
      if (text.isBlank()) {
        throw new IllegalArgumentException("Cannot name a watcher with a blank: give it a name.");
      }
      this.name = text;
      return this;
    }

    public Builder wanted(Set<Operation> operations) {
      this.wanted = operations;
      return this;
    }

    public Builder startAt(StartPosition position) {
      this.startAt = position;
      return this;
    }

    /** Takes from a plan what bounds the memory. */
    public Builder reading(ReadPlan plan) {
      return byteBudget(plan.byteBudget()).batchSize(plan.batchSize());
    }

    public Builder byteBudget(long bytes) {
      this.byteBudget = bytes;
      return this;
    }

    public Builder batchSize(int events) {
      this.batchSize = events;
      return this;
    }

    public Builder missing(MissingDocument policy) {
      this.missing = policy;
      return this;
    }

    public Builder workers(int count) {
      if (count < 1 || count > MOST_WORKERS) {
        throw new IllegalArgumentException(
            "Cannot handle events by " + count + " workers: give 1 to " + MOST_WORKERS + ".");
      }
      this.workers = count;
      return this;
    }

    public Builder batch(int events) {
      this.batch = positive("batch of events", events);
      return this;
    }

    public Builder sink(boolean keepsPosition) {
      this.sink = keepsPosition;
      return this;
    }

    public Builder maxUnsaved(int events) {
      this.maxUnsaved = positive("number of unsaved events", events);
      return this;
    }

    public Builder cadence(Cadence saves) {
      this.cadence = saves;
      return this;
    }

    public Builder failures(FailurePolicy policy) {
      this.failures = policy;
      return this;
    }

    public Builder historyLost(HistoryLostPolicy policy) {
      this.historyLost = policy;
      return this;
    }

    public Builder stopOnInvalidate(boolean on) {
      this.stopOnInvalidate = on;
      return this;
    }

    public Builder giveUpAfter(Duration limit) {
      this.giveUpAfter = positive("limit to give up after", limit);
      return this;
    }

    /** For tests: a user has no reason to change it. */
    public Builder stallAfter(Duration limit) {
      this.stallAfter = limit;
      return this;
    }

    public Builder connectTimeout(Duration limit) {
      this.connectTimeout = positive("connect timeout", limit);
      return this;
    }

    public Builder drainTimeout(Duration limit) {
      this.drainTimeout = positive("drain timeout", limit);
      return this;
    }

    public Builder listener(WatcherListener who) {
      this.listener = who;
      return this;
    }

    /** Ends the collection for a watcher with a handler; it may go on afterwards. */
    public WatchOptions build() {
      return build(0, Overflow.BLOCK);
    }

    /** Ends the collection for a queue; it may go on afterwards. */
    public WatchOptions queue(int capacity, Overflow overflow) {
      positive("queue capacity", capacity);
      if (workers > 1) {
        throw new IllegalStateException(
            "Cannot fill a queue with " + workers + " workers: leave parallel or toQueue out.");
      }
      if (historyLost.resync() != null) {
        throw new IllegalStateException(
            "Cannot call a resync for a queue: take a handler, or another policy for lost history.");
      }
      return build(capacity, overflow);
    }

    private WatchOptions build(int capacity, Overflow overflow) {
      return new WatchOptions(
          name,
          wanted,
          startAt,
          byteBudget,
          batchSize,
          capacity,
          overflow,
          missing,
          workers,
          batch,
          sink,
          maxUnsaved,
          cadence,
          failures,
          historyLost,
          stopOnInvalidate,
          giveUpAfter,
          stallAfter,
          connectTimeout,
          drainTimeout,
          listener);
    }

    private static int positive(String what, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(
            "Cannot use a " + what + " of " + value + ": give at least 1.");
      }
      return value;
    }

    private static Duration positive(String what, Duration value) {
      if (value.isNegative() || value.isZero()) {
        throw new IllegalArgumentException(
            "Cannot use a " + what + " of " + value + ": give more than zero.");
      }
      return value;
    }
  }
}
