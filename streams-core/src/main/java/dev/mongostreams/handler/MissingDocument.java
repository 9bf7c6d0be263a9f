package dev.mongostreams.handler;

/**
 * What to do with an update whose document could not be looked up. With {@code
 * FullDocument.UPDATE_LOOKUP} the server reads the document when it builds the event; by then it
 * may have been deleted, or its shard key may have been changed, and the event says null. Given to
 * {@link dev.mongostreams.WatcherBuilder#onMissingDocument}, and alike for every way of handling
 * and for a queue.
 *
 * <p>An event that says nothing at all of its document is left as it is: one that was too large to
 * be read with it, or whose pipeline has removed the field.
 */
public enum MissingDocument {
  /** The update is handed over; its {@code fullDocument()} is null. */
  ABSENT,

  /**
   * The update is handed over as a delete of that document: {@code operation()} says so, {@code
   * documentKey()}, token and times stay what they were, and it counts as a delete. It comes also
   * when only updates were asked for, and the delete itself, if there was one, comes too. {@code
   * raw()}, {@code value(...)} and {@code document(...)} still show the server's update.
   */
  AS_DELETE,

  /**
   * The update is not handed over. It is finished, and counted in {@link
   * dev.mongostreams.WatcherStats#skipped()}. The price: a document that was not deleted, but has
   * another shard key, misses a change.
   */
  SKIP,

  /**
   * The document is read once more, by its {@code _id}, from the primary and with majority read
   * concern, on the thread that hands the event over. When there is one, the event has it, in
   * {@code raw()} too; else the update is handed over as with {@link #ABSENT}. What is found may be
   * newer than the change, or another document that was inserted under the same {@code _id} since.
   * A read that fails is treated as a handler that throws; the price is one read for each such
   * event.
   */
  REREAD
}
