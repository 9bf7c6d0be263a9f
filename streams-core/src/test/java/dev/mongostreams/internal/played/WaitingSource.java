package dev.mongostreams.internal.played;

import dev.mongostreams.Engine;
import dev.mongostreams.Scope;
import dev.mongostreams.StartPosition;
import dev.mongostreams.internal.source.Batch;
import dev.mongostreams.internal.source.ChangeCursor;
import dev.mongostreams.internal.source.ChangeSource;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/** A source that brings some batches and has nothing more, for watchers with real threads. */
public final class WaitingSource implements ChangeSource {
  private final Semaphore turns;
  private final Iterator<Batch> batches;

  public WaitingSource(Batch only) {
    this(new Semaphore(1), List.of(only));
  }

  /** Brings each batch when it is its turn. */
  public WaitingSource(Semaphore turns, List<Batch> batches) {
    this.turns = turns;
    this.batches = batches.iterator();
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

    @Override
    public Batch first() {
      return Batches.empty(Batches.after(0));
    }

    @Override
    public Batch next(int batchSize) {
      try {
        if (batches.hasNext()) {
          turns.acquire();
          return batches.next();
        }
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
