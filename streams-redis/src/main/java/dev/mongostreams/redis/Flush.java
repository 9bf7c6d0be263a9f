package dev.mongostreams.redis;

/**
 * All keys of a prefix were deleted, since nobody could tell which of them are still right.
 * Immutable.
 *
 * @param prefix the prefix that {@link RedisInvalidationBuilder#owns} names
 * @param cause why
 * @param keys how many there were
 */
public record Flush(String prefix, Cause cause, long keys) {

  /** Why all keys were deleted. */
  public enum Cause {
    /** The server no longer had a stretch of history: which documents changed in it is unknown. */
    HISTORY_LOST("history was lost"),
    /** The collection or its database was dropped or renamed, and its documents with it. */
    DROPPED("the collection was dropped or renamed"),
    /** A change did not tell which key it concerns. */
    KEY_UNKNOWN("a change did not tell its key"),
    /**
     * Redis has been started anew, or nobody has watched it before. It may have brought back from
     * its files, or from a replica, what had been deleted.
     */
    SERVER_UNKNOWN("Redis was started anew, or is new to this watcher"),
    /** {@link RedisInvalidation#flush()} was called. */
    ASKED("somebody asked for it");

    private final String words;

    Cause(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }
}
