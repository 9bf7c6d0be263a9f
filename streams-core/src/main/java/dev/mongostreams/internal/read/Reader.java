package dev.mongostreams.internal.read;

import dev.mongostreams.Operation;
import dev.mongostreams.StartPosition;
import dev.mongostreams.internal.source.Batch;
import dev.mongostreams.internal.source.ChangeCursor;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Owns one cursor at a time and knows where to go on. A step machine: {@link #step} says what is to
 * be done, and {@link #opened}, {@link #arrived} or {@link #failed} is told how it went. It knows
 * nothing of handlers and never waits itself.
 *
 * <p>Failures meet two layers. The first resumes at once, as the driver specification has it; the
 * second waits longer and longer and never gives up. A resume that brings no reply before it fails
 * again counts as no progress and falls to the second layer, so that nothing loops at full speed.
 */
public final class Reader {
  private final FailureClassifier classifier;
  private final Backoff backoff;
  private final BatchSizer sizer;
  private final LargeEvents large;
  private final ReaderNotices notices;

  /** Everything up to here has been given away as batches; where the next cursor opens. */
  private StartPosition position;

  /** Where the newest cursor opened. */
  private StartPosition opening;

  private @Nullable ChangeCursor cursor;
  private Runnable before = () -> {};
  private boolean everOpened;

  /**
   * A cursor that was opened by startAfter resumes by startAfter until an event has come; so does
   * one that has brought an invalidate.
   */
  private boolean startAfter;

  /** False from a failure until the server has answered a read. */
  private boolean progress = true;

  /** Opening waits until then; means nothing unless {@link #paused}. */
  private long notBeforeNanos;

  private boolean paused;
  private boolean ended;
  private @Nullable Throwable failure;

  /** Makes a reader that has not opened anything. */
  public Reader(
      StartPosition startAt,
      FailureClassifier classifier,
      Backoff backoff,
      BatchSizer sizer,
      LargeEvents large,
      ReaderNotices notices) {
    this.position = startAt;
    this.opening = startAt;
    this.startAfter = startAt instanceof StartPosition.StartAfter;
    this.classifier = classifier;
    this.backoff = backoff;
    this.sizer = sizer;
    this.large = large;
    this.notices = notices;
  }

  /** Says what to do now. Asking again without having done it gives the same answer. */
  public ReaderStep step(long nowNanos) {
    if (ended) {
      return new ReaderStep.End(failure);
    }
    if (cursor != null) {
      return new ReaderStep.Read(cursor, oneByOne() ? 1 : sizer.events());
    }
    return paused && notBeforeNanos - nowNanos > 0
        ? new ReaderStep.Wait(notBeforeNanos)
        : new ReaderStep.Open(position, large.form(), before);
  }

  private boolean oneByOne() {
    return switch (large.form()) {
      case PLAIN, SPLIT -> false;
      case NARROW, SPLIT_NARROW, LIGHT, KEYED, BARE -> true;
    };
  }

  /** The cursor asked for is open. Its first batch is the result: hand it over like any other. */
  public Batch opened(ChangeCursor opened, long nowNanos) {
    cursor = opened;
    before = () -> {};
    Batch first = opened.first();
    if (position instanceof StartPosition.Now && first.operationTime() != null) {
      // Until a token is known: a failure now must not lose what follows.
      position = StartPosition.at(first.operationTime());
    }
    opening = position;
    notices.opened(opening, everOpened);
    everOpened = true;
    moveTo(first, true, nowNanos);
    return first;
  }

  /** The batch asked for has come. */
  public void arrived(Batch batch, long nowNanos) {
    progress = true;
    backoff.reset();
    if (cursor != null && cursor.renewed()) {
      opening = position;
      notices.opened(opening, true);
    }
    moveTo(batch, false, nowNanos);
  }

  private void moveTo(Batch batch, boolean first, long nowNanos) {
    sizer.saw(batch);
    if (batch.size() > 0) {
      startAfter = endsInInvalidate(batch);
      progress = true;
    }
    StartPosition reached = batch.end() == null ? position : batch.end();
    if ((startAfter || batch.last()) && reached instanceof StartPosition.After after) {
      reached = StartPosition.startAfter(after.token());
    }
    position = reached;
    if (cursor != null && large.past(cursor, batch, first, position) && !batch.last()) {
      letGo(true);
    }
    if (batch.last()) {
      startAfter = true;
      letGo(false);
      notices.invalidated();
      if (position.equals(opening)) {
        pause(nowNanos, new IllegalStateException("The server ended the cursor at once."));
      }
    }
  }

  /**
   * The server ends the cursor with the next reply only when this one is full. Until then nothing
   * else tells that its end does not resume.
   */
  private static boolean endsInInvalidate(Batch batch) {
    return batch.event(batch.size() - 1).operation() == Operation.INVALIDATE;
  }

  /** What was asked for has failed. */
  public void failed(Throwable cause, long nowNanos) {
    notices.failed(cause);
    boolean opening = cursor == null;
    letGo(classifier.cursorMayLive(cause));
    LargeEvents.Help help = large.helps(cause, opening, position);
    if (help == LargeEvents.Help.AT_ONCE) {
      paused = false;
      return;
    }
    if (help == LargeEvents.Help.LATER) {
      pause(nowNanos, cause);
      return;
    }
    FailureKind kind = everOpened ? classifier.classify(cause) : classifier.classifyFirst(cause);
    if (!kind.mayPass()) {
      end(cause);
    } else if (kind == FailureKind.RESUME && everOpened && progress) {
      progress = false;
      paused = false;
    } else {
      pause(nowNanos, cause);
    }
  }

  /**
   * Goes on elsewhere, since the history behind the position is lost. Waits like after any other
   * failure: a position that is lost again and again must not be asked for at full speed.
   */
  public void jumpTo(StartPosition elsewhere, Throwable cause, long nowNanos) {
    notices.failed(cause);
    letGo(classifier.cursorMayLive(cause));
    position = elsewhere;
    large.restart();
    startAfter = false;
    pause(nowNanos, cause);
  }

  private void pause(long nowNanos, Throwable cause) {
    progress = false;
    paused = true;
    long delay = backoff.nextNanos();
    notBeforeNanos = nowNanos + delay;
    notices.reconnecting(backoff.attempts(), Duration.ofNanos(delay), cause);
  }

  /** A cursor on a server that does not answer is left to time out there. */
  private void letGo(boolean reachable) {
    ChangeCursor gone = cursor;
    cursor = null;
    if (gone != null) {
      before = reachable ? gone::kill : gone::abandon;
    }
  }

  /** Ends it for good; {@link #remains} is left to be done. */
  public void end(@Nullable Throwable cause) {
    if (!ended) {
      ended = true;
      failure = cause;
      letGo(true);
    }
  }

  /**
   * Ends the cursor that was open last. May ask the server and so may take its time; any thread.
   */
  public Runnable remains() {
    return before;
  }

  /** Everything up to here has been given away: where the next cursor opens. */
  public StartPosition position() {
    return position;
  }

  /** Where the newest cursor opened; by the server's time, when it was to open now. */
  public StartPosition opening() {
    return opening;
  }

  /** Bytes that the next reply is meant to take, with what waits for it to be complete. */
  public long share() {
    return sizer.share() + (cursor instanceof JoiningCursor joining ? joining.heldBytes() : 0);
  }

  /** True while a cursor is open. */
  public boolean reads() {
    return cursor != null;
  }

  /** True once a cursor has been open. */
  public boolean everOpened() {
    return everOpened;
  }
}
