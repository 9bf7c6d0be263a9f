package dev.mongostreams.tests.spec;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.StartPosition;
import dev.mongostreams.failure.FailurePolicy;
import dev.mongostreams.internal.read.Backoff;
import dev.mongostreams.internal.read.BatchSizer;
import dev.mongostreams.internal.read.FailureClassifier;
import dev.mongostreams.internal.read.FailureKind;
import dev.mongostreams.internal.read.LargeEvents;
import dev.mongostreams.internal.read.Reader;
import dev.mongostreams.internal.read.ReaderNotices;
import dev.mongostreams.internal.read.ReaderStep;
import dev.mongostreams.internal.source.Batch;
import dev.mongostreams.internal.source.ChangeSource;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Our reader and source in place of a driver's cursor: one step at a time in the calling thread,
 * and none while there is an event left, so that nothing is sent which the caller did not wait for.
 *
 * <p>The specification ends where the reader's second layer begins: a failure it does not call
 * resumable is thrown, where a watcher would go on with growing pauses. Pauses take no time here.
 */
final class SteppedStream implements AutoCloseable, ReaderNotices {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final long BUDGET_BYTES = 12L << 20;

  private final ChangeSource source;
  private final FailureClassifier classifier;
  private final Reader reader;
  private long nowNanos;
  private @Nullable Batch batch;
  private int given;
  private @Nullable Throwable beyondSpecification;

  private SteppedStream(ChangeSource source, int batchSize, boolean serverLabels) {
    this.source = source;
    this.classifier = new FailureClassifier(serverLabels);
    this.reader =
        new Reader(
            StartPosition.now(),
            classifier,
            new Backoff(new Random(1)),
            new BatchSizer(BUDGET_BYTES, batchSize),
            new LargeEvents(source, classifier, FailurePolicy.stop()),
            this);
  }

  /** Opens the cursor. Throws what the driver throws when that fails for good. */
  static SteppedStream open(ChangeSource source, int batchSize, boolean serverLabels) {
    SteppedStream stream = new SteppedStream(source, batchSize, serverLabels);
    try {
      long deadline = System.nanoTime() + LIMIT.toNanos();
      while (stream.batch == null) {
        stream.step(deadline);
      }
      return stream;
    } catch (Throwable failure) {
      stream.close();
      throw failure;
    }
  }

  /** The next event. Throws what the driver throws when there will be none. */
  ChangeEvent next() {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (batch == null || given == batch.size()) {
      step(deadline);
    }
    return batch.event(given++);
  }

  private void step(long deadline) {
    if (System.nanoTime() - deadline > 0) {
      throw new AssertionError("No event has come within " + LIMIT);
    }
    ReaderStep step = reader.step(nowNanos);
    if (step instanceof ReaderStep.Wait wait) {
      nowNanos = wait.untilNanos();
    } else if (step instanceof ReaderStep.End end) {
      throw thrown(end.failure());
    } else {
      doing(step);
    }
    if (beyondSpecification != null) {
      throw thrown(beyondSpecification);
    }
  }

  private void doing(ReaderStep step) {
    try {
      if (step instanceof ReaderStep.Open open) {
        take(reader.opened(open.cursor(source), nowNanos));
      } else if (step instanceof ReaderStep.Read read) {
        Batch next = read.cursor().next(read.batchSize());
        reader.arrived(next, nowNanos);
        take(next);
      }
    } catch (RuntimeException failure) {
      reader.failed(failure, nowNanos);
    }
  }

  private void take(Batch next) {
    batch = next;
    given = 0;
  }

  private static RuntimeException thrown(@Nullable Throwable failure) {
    return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
  }

  @Override
  public void opened(StartPosition from, boolean again) {}

  @Override
  public void reconnecting(int attempt, Duration delay, Throwable cause) {
    if (classifier.classify(cause) == FailureKind.REOPEN) {
      beyondSpecification = cause;
    }
  }

  @Override
  public void invalidated() {}

  @Override
  public void failed(Throwable cause) {}

  @Override
  public void close() {
    reader.end(null);
    reader.remains().run();
  }
}
