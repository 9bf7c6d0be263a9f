package dev.mongostreams.internal.read;

import dev.mongostreams.internal.source.Batch;

/**
 * Works out how many events to ask for, so that a reply is about a third of the byte budget: one
 * reply is handled, one is ready, one is in flight. Learns the size of events from the replies. For
 * one thread.
 */
public final class BatchSizer {
  private static final int REPLIES_ALIVE = 3;

  /**
   * Until events have been seen. Larger ones make the first reply larger, up to the server's 16 MB.
   */
  private static final double FIRST_GUESS_BYTES = 1024;

  /** The newest reply counts for a half: sizes change, and a stale mean costs memory. */
  private static final double WEIGHT = 0.5;

  private final long share;
  private final int most;
  private double meanBytes = FIRST_GUESS_BYTES;
  private boolean guessing = true;

  /**
   * Makes a sizer.
   *
   * @param byteBudget bytes of replies that may be alive
   * @param most the user's own bound, or 0
   */
  public BatchSizer(long byteBudget, int most) {
    this.share = byteBudget / REPLIES_ALIVE;
    this.most = most == 0 ? Integer.MAX_VALUE : most;
  }

  /** Learns from a reply. */
  public void saw(Batch batch) {
    if (batch.size() > 0) {
      double mean = (double) batch.bytes() / batch.size();
      meanBytes = guessing ? mean : meanBytes + WEIGHT * (mean - meanBytes);
      guessing = false;
    }
  }

  /** How many events to ask for, at least 1. */
  public int events() {
    return (int) Math.max(1, Math.min(most, share / meanBytes));
  }

  /** Bytes that a reply is meant to take. */
  public long share() {
    return share;
  }
}
