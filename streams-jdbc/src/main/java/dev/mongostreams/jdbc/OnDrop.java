package dev.mongostreams.jdbc;

/**
 * What becomes of a table when its collection is dropped, or renamed to another name. A drop of the
 * whole database is a drop of each collection.
 */
public enum OnDrop {
  /**
   * Refuses it: the change fails, and goes the way of {@link
   * dev.mongostreams.WatcherBuilder#onFailure}, which by default stops the watcher. The rows stay.
   * Start again with another choice, and the drop is met again.
   */
  STOP,

  /** Empties the table, at once and whatever its rows say. Needs the right to truncate. */
  TRUNCATE,

  /**
   * Drops the table; it is created again for the next document. Views and foreign keys that need
   * the table make it fail. Needs {@link PostgresSync.Builder#createTables}.
   */
  DROP_TABLE,

  /** Keeps the rows, though their documents are gone. */
  IGNORE
}
