package dev.mongostreams.internal.read;

import dev.mongostreams.internal.source.Batch;
import dev.mongostreams.internal.source.ChangeCursor;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** A cursor that brings given batches, one after the other. */
final class PlayedReplies implements ChangeCursor {
  private final Batch first;
  private final Queue<Batch> later;

  PlayedReplies(Batch first, Batch... later) {
    this.first = first;
    this.later = new ArrayDeque<>(List.of(later));
  }

  @Override
  public Batch first() {
    return first;
  }

  @Override
  public Batch next(int batchSize) {
    return later.remove();
  }

  @Override
  public void kill() {}

  @Override
  public void abandon() {}
}
