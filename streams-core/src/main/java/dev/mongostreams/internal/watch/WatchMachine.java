package dev.mongostreams.internal.watch;

import dev.mongostreams.Operation;
import dev.mongostreams.Scope;
import dev.mongostreams.StartPosition;
import dev.mongostreams.WatcherListener;
import dev.mongostreams.WatcherState;
import dev.mongostreams.WatcherStats;
import dev.mongostreams.failure.CheckpointFencedException;
import dev.mongostreams.failure.Gap;
import dev.mongostreams.failure.StreamsException;
import dev.mongostreams.internal.checkpoint.SaveStep;
import dev.mongostreams.internal.lanes.Delivery;
import dev.mongostreams.internal.lanes.GapBatch;
import dev.mongostreams.internal.lanes.Routes;
import dev.mongostreams.internal.lanes.Stretch;
import dev.mongostreams.internal.read.Backoff;
import dev.mongostreams.internal.read.BatchSizer;
import dev.mongostreams.internal.read.FailureClassifier;
import dev.mongostreams.internal.read.FailureKind;
import dev.mongostreams.internal.read.FailureWords;
import dev.mongostreams.internal.read.LargeEvents;
import dev.mongostreams.internal.read.Reader;
import dev.mongostreams.internal.read.ReaderStep;
import dev.mongostreams.internal.source.Batch;
import dev.mongostreams.internal.source.ChangeCursor;
import dev.mongostreams.internal.source.ChangeSource;
import dev.mongostreams.internal.source.Oplog;
import dev.mongostreams.internal.work.Counters;
import dev.mongostreams.internal.work.Outcome;
import dev.mongostreams.internal.work.Tally;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * A watcher as a step machine: reader, lanes, progress and checkpoint writer, and the one place
 * where they meet. It holds no thread, no lock and no clock; whoever turns it calls from one thread
 * at a time, and does what {@link #readerStep}, {@link #take} and {@link #saveStep} hand out.
 *
 * <p>Side by side go on: one step of the reader, as many stretches of events as there are workers,
 * and one save. The end comes in one of three ways: stopped (read no more, hand over what is here),
 * halted (hand over nothing more), or failed; {@link #ended} is true when nothing is in hand any
 * more and the last position is saved.
 */
public final class WatchMachine {
  private final ChangeSource source;
  private final WatchOptions options;
  private final FailureClassifier classifier;
  private final Notices notices;
  private final Reader reader;
  private final InFlight inFlight;
  private final Puller puller;
  private final Saving saving;
  private final Figures figures;
  private final Tally completions;
  private final Gaps gaps;
  private final Bearings bearings;
  private final Life life = new Life();
  private @Nullable Throwable lastCause;

  /**
   * Makes a machine that has not done anything.
   *
   * @param saved the position in its checkpoint, where it begins; null without one
   * @param clock for what is told to people; asked for the start at once
   */
  public WatchMachine(
      ChangeSource source,
      WatchOptions options,
      @Nullable StartPosition saved,
      FailureClassifier classifier,
      RandomGenerator random,
      InstantSource clock) {
    this.source = source;
    this.options = options;
    this.classifier = classifier;
    this.inFlight = new InFlight(options);
    this.notices = new Notices(options.name(), source.scope(), source.engine());
    this.figures = new Figures(source.engine(), clock, new Counters(), notices);
    this.completions = figures.counters().tally();
    this.gaps = new Gaps(options, source.scope(), notices);
    this.saving = new Saving(options, saved, random, inFlight, gaps, notices);
    this.puller = new Puller(inFlight, life, completions, notices, this::pulled, this::failNow);
    this.bearings = new Bearings(options.stallAfter(), notices);
    this.reader =
        new Reader(
            saved == null ? options.startAt() : saved,
            classifier,
            new Backoff(random),
            new BatchSizer(options.byteBudget(), options.replyEvents()),
            new LargeEvents(source, classifier, options.unreadable()),
            notices);
  }

  /** What the reader wants done now. */
  public ReaderStep readerStep(long nowNanos) {
    if (!life.reading()) {
      return new ReaderStep.End(life.failure());
    }
    ReaderStep step = life.paused() ? new ReaderStep.Rest() : reader.step(nowNanos);
    boolean brings = step instanceof ReaderStep.Read || step instanceof ReaderStep.Open;
    boolean rests = life.paused() || (brings && !inFlight.hasSpace(reader.share()));
    bearings.asks(!rests, nowNanos);
    return rests ? new ReaderStep.Rest() : step;
  }

  /** Finds the lanes of a batch. Any thread, without the lock. */
  public @Nullable Routes routes(Batch batch) {
    return inFlight.routes(batch);
  }

  /** The cursor asked for is open. False when it came too late and is nobody's: kill it. */
  public boolean opened(ChangeCursor cursor, @Nullable Routes routes, long nowNanos) {
    if (!life.reading()) {
      return false;
    }
    Batch first = reader.opened(cursor, nowNanos);
    bearings.saw(first, reader.position(), nowNanos);
    life.opened();
    GapBatch lost = gaps.place(reader.opening());
    if (lost != null) {
      inFlight.opened(lost.gap().lastSafe());
      inFlight.add(new Delivery(lost, lost.end(), inFlight.routes(lost)));
    }
    inFlight.opened(reader.opening());
    add(first, routes, nowNanos);
    return true;
  }

  /** The batch asked for has come. One that comes too late is dropped: it comes again. */
  public void arrived(Batch batch, @Nullable Routes routes, long nowNanos) {
    if (life.reading()) {
      reader.arrived(batch, nowNanos);
      bearings.saw(batch, reader.position(), nowNanos);
      add(batch, routes, nowNanos);
    }
  }

  private void add(Batch batch, @Nullable Routes routes, long nowNanos) {
    if (batch.last()) {
      life.cut();
    }
    if (!inFlight.add(new Delivery(batch, reader.position(), routes))) {
      fail(Puller.overflown(scope(), options.capacity()));
      return;
    }
    notices.dropped(inFlight.backlog().dropped(), nowNanos);
    distribute();
    if (batch.last() && options.stopOnInvalidate()) {
      end();
    }
  }

  /** Events above the saved position come again after a crash: so many, and no more. */
  private void distribute() {
    if (!life.resting() && saving.open()) {
      inFlight.distribute(saving.below(), options.maxUnsaved());
    }
  }

  /**
   * What the reader wanted has failed.
   *
   * @param oldest the oldest time the server could still stream from, where that may be known
   */
  public void failed(Throwable cause, @Nullable BsonTimestamp oldest, long nowNanos) {
    if (!life.reading()) {
      return;
    }
    lastCause = cause;
    life.lost();
    bearings.interrupted();
    boolean first = !reader.everOpened();
    if (classifier.classify(cause) == FailureKind.HISTORY_LOST
        && gaps.jumped(reader, cause, oldest, nowNanos)) {
      return;
    }
    reader.failed(cause, nowNanos);
    Duration most = options.giveUpAfter();
    if (most != null && reader.everOpened() && bearings.silentFor(most, nowNanos)) {
      fail(FailureWords.silent(cause, scope(), most));
      return;
    }
    if (reader.step(nowNanos) instanceof ReaderStep.End) {
      FailureKind kind = first ? classifier.classifyFirst(cause) : classifier.classify(cause);
      fail(FailureWords.explain(cause, kind, source.scope(), oldest));
    }
  }

  /** The first cursor did not open in time. */
  public void giveUpOpening() {
    fail(FailureWords.connectFailed(lastCause, source.scope()));
  }

  /** Takes events for a worker; null when there are none now, or as many workers are busy. */
  public @Nullable Stretch take(long nowNanos) {
    return life.resting() ? null : inFlight.take(nowNanos);
  }

  /** The same for the thread that reads, which asks the server for nothing meanwhile. */
  public @Nullable Stretch takeAsReader(long nowNanos) {
    bearings.asks(false, nowNanos);
    return take(nowNanos);
  }

  /** When {@link #take} may give something though nothing has happened; null for never. */
  public @Nullable Long wakeNanos() {
    return life.resting() ? null : inFlight.wakeNanos();
  }

  /** Work on a stretch has ended; one that was given up meanwhile counts no more. */
  public void finished(Stretch stretch, Outcome outcome, long nowNanos) {
    if (outcome instanceof Outcome.Retry retry && !life.halted()) {
      notices.retrying(retry);
      inFlight.park(stretch, nowNanos + retry.afterNanos());
      return;
    }
    if (outcome instanceof Outcome.GivenUp lost) {
      notices.givenUp(lost);
      if (!stretch.complete() && !life.halted()) {
        inFlight.giveBack(stretch);
        return;
      }
    }
    if (outcome == Outcome.DONE && life.paused() && !stretch.complete()) {
      inFlight.giveBack(stretch);
      return;
    }
    if (!inFlight.release(stretch)) {
      return;
    }
    gaps.worked(stretch);
    if (outcome instanceof Outcome.Stop stop) {
      failNow(stop.why());
    } else if (!stretch.complete() && !life.halted()) {
      // The worker was interrupted. What follows in that lane must not overtake what is left.
      halt();
    }
    distribute();
    inFlight.shrink(reader.share());
    endWhenIdle();
  }

  /** The user's code has come to an end with the current event of a stretch that nobody held. */
  public void completed(
      Stretch stretch,
      Operation operation,
      @Nullable Throwable thrown,
      long wallMillis,
      long nowNanos) {
    if (thrown == null) {
      completions.count(operation, wallMillis);
      stretch.advance();
    } else {
      stretch.failLater(thrown);
    }
    if (stretch.complete() || life.halted()) {
      finished(stretch, Outcome.DONE, nowNanos);
    } else {
      inFlight.giveBack(stretch);
    }
  }

  /** Reads and hands over nothing until {@link #resume}; the events in hand are finished first. */
  public void pause() {
    if (life.reading() && reader.everOpened()) {
      life.pause();
      bearings.interrupted();
    }
  }

  /**
   * Goes on after a pause. The cursor is still there, unless the server has timed it out; then the
   * next read tells so, and the reader resumes.
   */
  public void resume() {
    if (life.paused()) {
      life.resume(reader.reads());
      bearings.interrupted();
      distribute();
    }
  }

  /** Reads no more; what is here is still handed over, but for a queue and after a pause. */
  public void stop() {
    if (life.paused() || options.capacity() > 0) {
      halt();
      inFlight.backlog().release(); // A consumer that pulls does not come back.
    }
    end();
  }

  private void end() {
    life.end();
    reader.end(null);
    distribute();
    endWhenIdle();
  }

  /** Reads and hands over nothing more: the events in hand are the last ones. */
  public void halt() {
    life.halt();
    reader.end(null);
    inFlight.drop();
    endWhenIdle();
  }

  /** The handler does not come back: what it has in hand is given up, as far as it is not done. */
  public void abandon() {
    halt();
    inFlight.release();
    saving.abandon();
    endWhenIdle();
  }

  /** The last save does not come to an end. */
  public void saveNoMore() {
    saving.end();
    endWhenIdle();
  }

  /** Ends with a reason; what is here is still handed over. */
  public void fail(StreamsException why) {
    life.because(why);
    life.end();
    reader.end(why);
    distribute();
    endWhenIdle();
  }

  /** Ends with a reason, and hands over nothing more. */
  public void failNow(StreamsException why) {
    life.because(why);
    halt();
  }

  private void endWhenIdle() {
    if (life.reading() || ended()) {
      return;
    }
    if (busy() || saving.owes()) {
      life.drain();
      return;
    }
    inFlight.forget();
    life.over();
    if (reader.everOpened()) {
      notices.ended(life.failure());
    }
  }

  private boolean busy() {
    return inFlight.inHand() || (!life.halted() && !inFlight.idle());
  }

  /** What the checkpoint writer wants done now. */
  public SaveStep saveStep(long nowNanos) {
    if (ended()) {
      return new SaveStep.End();
    }
    return saving.step(!life.reading() && !busy(), nowNanos);
  }

  /** Tells whether a save is due that nobody may be waiting for. */
  public boolean wantsSaving() {
    return saving.wanted(life.reading());
  }

  /** The position is saved. */
  public void saved(long nowNanos) {
    saving.saved(nowNanos);
    distribute();
    endWhenIdle();
  }

  /** The position has been stored with the effect of the events below it. */
  public void kept(StartPosition position, long nowNanos) {
    saving.kept(position, nowNanos);
    distribute();
  }

  /** The last position before the newest gap that has been passed, or null. */
  public @Nullable StartPosition lostAfter() {
    return gaps.lostAfter();
  }

  /** Saving the position has failed, for now or, when the name is somebody else's, for good. */
  public void saveFailed(StreamsException cause, long nowNanos) {
    if (ended()) {
      return;
    }
    if (cause instanceof CheckpointFencedException) {
      saving.end();
      failNow(cause);
    } else {
      saving.failed(cause, !life.reading(), nowNanos);
      endWhenIdle();
    }
  }

  /** What it watches. */
  public Scope scope() {
    return source.scope();
  }

  /** How it runs. */
  public WatchOptions options() {
    return options;
  }

  public boolean ended() {
    return life.isOver();
  }

  /** True while nothing is to be handed over. Asked by the working threads, without the lock. */
  public boolean resting() {
    return life.resting();
  }

  /** True when nothing more is handed over. Asked by the working thread, without the lock. */
  public boolean halted() {
    return life.halted();
  }

  /** Where it is in its life. */
  public WatcherState state() {
    return life.state();
  }

  /** Why it failed, or null. */
  public @Nullable StreamsException failure() {
    return life.failure();
  }

  /** What is left to do at the end: to end the cursor. May take its time; any thread, any often. */
  public Runnable remains() {
    return reader.remains();
  }

  /** What a consumer that pulls takes events by. */
  public Puller puller() {
    return puller;
  }

  private void pulled(@Nullable Gap passed) {
    gaps.passed(passed);
    distribute();
    endWhenIdle();
  }

  /** How many stretches could be worked on now. */
  public int ready() {
    return life.resting() ? 0 : inFlight.ready();
  }

  /** Events that wait, those in hand that are not done included. */
  public int waiting() {
    return inFlight.pending();
  }

  /** Bytes of replies that are in memory. */
  public long bytes() {
    return inFlight.bytes();
  }

  /** What counts the finished events. */
  public Counters counters() {
    return figures.counters();
  }

  /** The next one to tell, or null. */
  public @Nullable Consumer<WatcherListener> notice() {
    return notices.poll();
  }

  public boolean hasNotice() {
    return notices.waiting();
  }

  /** The server has told how far its history reaches; null where that may not be known. */
  public void surveyed(Oplog.@Nullable Window window, long nowNanos) {
    if (life.reading()) {
      bearings.surveyed(window, positions(), nowNanos);
    }
  }

  private Bearings.Positions positions() {
    StartPosition read = reader.everOpened() ? reader.position() : null;
    return new Bearings.Positions(read, inFlight.floor(), saving.position());
  }

  /** What it has done so far. */
  public WatcherStats stats(long nowNanos) {
    return figures.now(life, bytes(), positions(), bearings, nowNanos);
  }
}
