package dev.mongostreams.internal.played;

import dev.mongostreams.Engine;
import dev.mongostreams.Scope;
import dev.mongostreams.StartPosition;
import dev.mongostreams.internal.source.Batch;
import dev.mongostreams.internal.source.ChangeCursor;
import dev.mongostreams.internal.source.ChangeSource;
import java.util.concurrent.CountDownLatch;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/** A source that brings one batch and has nothing more, for watchers with real threads. */
public final class WaitingSource implements ChangeSource {
  private final Batch only;

  public WaitingSource(Batch only) {
    this.only = only;
  }

  @Override
  public Scope scope() {
    return new Scope.OfCollection("aidb", "models");
  }

  @Override
  public Engine engine() {
    return Engine.COMMAND;
  }

  @Override
  public ChangeCursor open(StartPosition from, Form form) {
    return new Cursor();
  }

  @Override
  public @Nullable BsonTimestamp oldest() {
    return null;
  }

  private final class Cursor implements ChangeCursor {
    private final CountDownLatch killed = new CountDownLatch(1);
    private boolean brought;

    @Override
    public Batch first() {
      return Batches.empty(Batches.after(0));
    }

    @Override
    public Batch next(int batchSize) {
      if (!brought) {
        brought = true;
        return only;
      }
      try {
        killed.await();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      throw Failures.code(43);
    }

    @Override
    public void kill() {
      killed.countDown();
    }

    @Override
    public void abandon() {
      killed.countDown();
    }
  }
}
