package dev.mongostreams.handler;

/**
 * What a queue does when its consumer is slower than the changes. Given to {@link
 * dev.mongostreams.WatcherBuilder#toQueue(int, Overflow)}. Whatever is chosen, the changes that are
 * taken come in the order of the stream, and no more wait than the capacity; kinds that were not
 * asked for take no space.
 *
 * <p>A queue that drops or fails compares its consumer with the server, which sends an old history
 * as fast as it can: to begin in the past, take {@link #BLOCK}.
 *
 * <p>A queue that drops treats all kinds alike: a drop or an invalidate of a collection may be
 * among what it drops, and the watcher goes on behind it all the same. What is dropped counts as
 * finished for the position, in {@link dev.mongostreams.WatcherStats#dropped()} one by one, and is
 * told by {@link dev.mongostreams.WatcherListener#onDropping}. It also drops when what waits, with
 * what is in the consumer's hand, would take more than the byte budget. It does not drop because no
 * position can be saved: then its reader waits, as with {@link #BLOCK}.
 */
public enum Overflow {
  /**
   * The reader waits. No change is lost while the server's history reaches back to it. The price: a
   * consumer that is too slow gets older and older changes, and may fall out of that history.
   */
  BLOCK,

  /**
   * The changes that have waited longest are dropped for the new ones. The reader keeps up with the
   * server, and what waits is always the newest. The price: an unknown number of changes is missing
   * before any that is taken.
   */
  DROP_OLDEST,

  /**
   * The new changes are dropped while there is no space. The reader keeps up with the server, and
   * what waits stays. The price: what is taken is old by the time it takes to empty the queue, and
   * an unknown number of changes is missing behind it.
   */
  DROP_NEWEST,

  /**
   * The watcher fails with {@link QueueOverflowException} when a reply brings more changes than
   * there is space for. Nothing is lost: what waits can still be taken, and the rest comes again to
   * a watcher that starts at {@link dev.mongostreams.WatcherStats#handledUpTo()}. The price: a
   * short burst ends it. When the byte budget is used up the reader waits, as with {@link #BLOCK}.
   */
  FAIL
}
