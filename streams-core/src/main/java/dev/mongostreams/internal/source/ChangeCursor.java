package dev.mongostreams.internal.source;

/** An open cursor. Read by one thread at a time; the thread may change between two calls. */
public interface ChangeCursor {

  /**
   * The batch that came with opening. Resuming puts events into it: never skip it. To be taken
   * before the first {@link #next}, which lets go of it.
   */
  Batch first();

  /**
   * Asks for the next batch. Blocks until the server has events, or has waited for its await time.
   *
   * @param batchSize how many events at most, or 0 to let the server decide
   * @return the batch, possibly empty; its position moves all the same
   */
  Batch next(int batchSize);

  /**
   * Tells whether the newest {@link #next} lost the server's cursor and opened another one right
   * behind it, all by itself.
   */
  default boolean renewed() {
    return false;
  }

  /**
   * Ends the cursor on the server as far as that can be done, and gives back what it holds here.
   * Never throws. May be called by any thread and more than once; a {@link #next} that is under way
   * then ends when the server answers, with or without a failure.
   */
  void kill();

  /**
   * Gives back what the cursor holds here and leaves the server to time it out: for a server that
   * cannot be reached, or has lost the cursor already. Never blocks, never throws; as {@link #kill}
   * otherwise.
   */
  void abandon();
}
