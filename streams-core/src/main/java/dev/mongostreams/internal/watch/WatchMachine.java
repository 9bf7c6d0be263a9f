package dev.mongostreams.internal.watch;

import dev.mongostreams.StartPosition;
import dev.mongostreams.WatcherListener;
import dev.mongostreams.WatcherState;
import dev.mongostreams.WatcherStats;
import dev.mongostreams.failure.Explanation;
import dev.mongostreams.failure.HandlerFailedException;
import dev.mongostreams.failure.StreamsException;
import dev.mongostreams.internal.lanes.Delivery;
import dev.mongostreams.internal.lanes.Lane;
import dev.mongostreams.internal.progress.Progress;
import dev.mongostreams.internal.read.Backoff;
import dev.mongostreams.internal.read.BatchSizer;
import dev.mongostreams.internal.read.FailureClassifier;
import dev.mongostreams.internal.read.FailureKind;
import dev.mongostreams.internal.read.FailureWords;
import dev.mongostreams.internal.read.Reader;
import dev.mongostreams.internal.read.ReaderStep;
import dev.mongostreams.internal.source.Batch;
import dev.mongostreams.internal.source.ChangeCursor;
import dev.mongostreams.internal.source.ChangeSource;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * A watcher as a step machine: reader, lane and progress, and the one place where they meet. It
 * holds no thread, no lock and no clock; whoever turns it calls from one thread at a time, and does
 * what {@link #readerStep} and {@link #take} hand out without holding up the others.
 *
 * <p>Two things go on at the same time: one step of the reader, and one delivery. Each is told back
 * before the next of its kind is asked for. The end comes in one of three ways: stopped (read no
 * more, hand over what is here), halted (hand over nothing more), or failed; {@link #ended} is true
 * when nothing is in hand any more.
 */
public final class WatchMachine {
  private final ChangeSource source;
  private final WatchOptions options;
  private final FailureClassifier classifier;
  private final Notices notices;
  private final Reader reader;
  private final Lane lane = new Lane();
  private final Progress progress = new Progress();
  private final Counters counters = new Counters();
  private final Instant startedAt;

  private WatcherState state = WatcherState.STARTING;
  private @Nullable StreamsException failure;
  private @Nullable Throwable lastCause;
  private boolean reading = true;
  private volatile boolean halted;

  /** Makes a machine that has not done anything. */
  public WatchMachine(
      ChangeSource source,
      WatchOptions options,
      FailureClassifier classifier,
      RandomGenerator random,
      Instant startedAt) {
    this.source = source;
    this.options = options;
    this.classifier = classifier;
    this.startedAt = startedAt;
    this.notices = new Notices(options.name(), source.scope(), source.engine());
    this.reader =
        new Reader(
            options.startAt(),
            classifier,
            new Backoff(random),
            new BatchSizer(options.byteBudget(), options.replyEvents()),
            notices);
  }

  /** What the reader wants done now. */
  public ReaderStep readerStep(long nowNanos) {
    if (!reading) {
      return new ReaderStep.End(failure);
    }
    ReaderStep step = reader.step(nowNanos);
    boolean brings = step instanceof ReaderStep.Read || step instanceof ReaderStep.Open;
    return brings && !hasSpace() ? new ReaderStep.Rest() : step;
  }

  /**
   * Space for one more reply: two shares of the budget may be alive when the third is asked for.
   */
  private boolean hasSpace() {
    boolean inQueue =
        options.capacity() == 0 || waiting() <= options.capacity() - options.replyEvents();
    return lane.idle() || (inQueue && lane.bytes() + reader.share() <= options.byteBudget());
  }

  /** The cursor asked for is open. False when it came too late and is nobody's: kill it. */
  public boolean opened(ChangeCursor cursor, long nowNanos) {
    if (!reading) {
      return false;
    }
    Batch first = reader.opened(cursor, nowNanos);
    state = WatcherState.RUNNING;
    progress.opened(reader.opening());
    add(first);
    return true;
  }

  /** The batch asked for has come. One that comes too late is dropped: it comes again. */
  public void arrived(Batch batch, long nowNanos) {
    if (reading) {
      reader.arrived(batch, nowNanos);
      add(batch);
    }
  }

  private void add(Batch batch) {
    if (batch.last()) {
      state = WatcherState.RECONNECTING;
    }
    Delivery delivery = new Delivery(batch, reader.position());
    if (batch.size() == 0 && lane.idle()) {
      progress.handled(delivery);
    } else {
      lane.add(delivery);
    }
  }

  /**
   * What the reader wanted has failed.
   *
   * @param oldest the oldest time the server could still stream from, where that may be known
   */
  public void failed(Throwable cause, @Nullable BsonTimestamp oldest, long nowNanos) {
    if (!reading) {
      return;
    }
    lastCause = cause;
    if (state == WatcherState.RUNNING) {
      state = WatcherState.RECONNECTING;
    }
    boolean first = !reader.everOpened();
    reader.failed(cause, nowNanos);
    if (reader.step(nowNanos) instanceof ReaderStep.End) {
      FailureKind kind = first ? classifier.classifyFirst(cause) : classifier.classify(cause);
      fail(FailureWords.explain(cause, kind, source.scope(), oldest));
    }
  }

  /** The first cursor did not open in time. */
  public void giveUpOpening() {
    fail(FailureWords.connectFailed(lastCause, source.scope()));
  }

  /** Takes what the handler is to work on; null when there is nothing, or something is in hand. */
  public @Nullable Delivery take() {
    while (lane.inHand() == null && !halted) {
      Delivery next = lane.take();
      if (next == null || !next.complete()) {
        return next;
      }
      // Nothing but a position: it counts as soon as it is first.
      finished(next, null);
    }
    return null;
  }

  /** Work on a delivery has ended, with all of it done, or part of it and a failure or a halt. */
  public void finished(Delivery delivery, @Nullable Throwable thrown) {
    if (lane.inHand() != delivery) {
      // It was abandoned, and the handler came back after all.
      return;
    }
    progress.handled(delivery);
    lane.release();
    if (thrown != null) {
      lane.clear();
      fail(handlerFailed(thrown));
    }
    endWhenIdle();
  }

  private HandlerFailedException handlerFailed(Throwable thrown) {
    return new HandlerFailedException(
        new Explanation(
            "Cannot go on watching",
            source.scope().toString(),
            "the handler threw " + thrown.getClass().getName(),
            "Mend the handler and start again after the last handled position; the event it threw on"
                + " comes again."),
        thrown);
  }

  /** Reads no more; what is here is still handed over. */
  public void stop() {
    reading = false;
    reader.end(null);
    if (options.capacity() > 0) {
      abandon();
    }
    endWhenIdle();
  }

  /** Reads and hands over nothing more: the event in hand is the last one. */
  public void halt() {
    halted = true;
    reading = false;
    reader.end(null);
    lane.clear();
    endWhenIdle();
  }

  /** The handler does not come back: what it has in hand is given up, as far as it is not done. */
  public void abandon() {
    halt();
    Delivery inHand = lane.inHand();
    if (inHand != null) {
      finished(inHand, null);
    }
  }

  private void fail(StreamsException why) {
    if (failure == null) {
      failure = why;
    }
    reading = false;
    reader.end(why);
    endWhenIdle();
  }

  private void endWhenIdle() {
    if (reading || ended()) {
      return;
    }
    if (lane.idle()) {
      state = failure == null ? WatcherState.STOPPED : WatcherState.FAILED;
      if (reader.everOpened()) {
        notices.ended(failure);
      }
    } else {
      state = WatcherState.DRAINING;
    }
  }

  /** True when it is over and nothing is in hand. */
  public boolean ended() {
    return state == WatcherState.STOPPED || state == WatcherState.FAILED;
  }

  /** True when nothing more is handed over. Asked by the working thread, without the lock. */
  public boolean halted() {
    return halted;
  }

  /** Where it is in its life. */
  public WatcherState state() {
    return state;
  }

  /** Why it failed, or null. */
  public @Nullable StreamsException failure() {
    return failure;
  }

  /** What is left to do at the end: to end the cursor. May take its time; any thread, any often. */
  public Runnable remains() {
    return reader.remains();
  }

  /** The batch that is being worked on, or null. */
  public @Nullable Delivery inHand() {
    return lane.inHand();
  }

  /** Events that wait, those of the batch in hand that are not done included. */
  public int waiting() {
    Delivery inHand = lane.inHand();
    return lane.events() + (inHand == null ? 0 : inHand.batch().size() - inHand.done());
  }

  /** What counts the finished events. */
  public Counters counters() {
    return counters;
  }

  /** The next notice to tell, or null. */
  public @Nullable Consumer<WatcherListener> notice() {
    return notices.poll();
  }

  /** Tells whether there is a notice. */
  public boolean hasNotice() {
    return notices.waiting();
  }

  /** What it has done so far. */
  public WatcherStats stats() {
    var operations = counters.byOperation();
    long last = counters.lastMillis();
    return new WatcherStats(
        state,
        source.engine(),
        operations.values().stream().mapToLong(Long::longValue).sum(),
        operations,
        notices.failures() + (failure instanceof HandlerFailedException ? 1 : 0),
        notices.reopens(),
        lane.bytes(),
        startedAt,
        last == 0 ? null : Instant.ofEpochMilli(last),
        handledUpTo(),
        failure);
  }

  private @Nullable StartPosition handledUpTo() {
    Delivery inHand = lane.inHand();
    if (inHand != null) {
      progress.handled(inHand);
    }
    return progress.floor();
  }
}
