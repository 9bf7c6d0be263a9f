package dev.mongostreams.internal.played;

import dev.mongostreams.internal.source.Batch;
import dev.mongostreams.internal.source.ChangeCursor;

/** A cursor that opens with a given batch and remembers how it was ended. */
public final class PlayedCursor implements ChangeCursor {
  private final Batch first;
  private int kills;
  private int abandons;

  public PlayedCursor(Batch first) {
    this.first = first;
  }

  @Override
  public Batch first() {
    return first;
  }

  @Override
  public Batch next(int batchSize) {
    throw new UnsupportedOperationException("A step machine reads nothing itself.");
  }

  @Override
  public void kill() {
    kills++;
  }

  @Override
  public void abandon() {
    abandons++;
  }

  public int kills() {
    return kills;
  }

  public int abandons() {
    return abandons;
  }
}
