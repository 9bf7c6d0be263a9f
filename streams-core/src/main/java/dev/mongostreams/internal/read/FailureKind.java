package dev.mongostreams.internal.read;

/** What a failure of the source means for the watcher. */
public enum FailureKind {
  /** The cursor is gone, the history is not: the driver specification says to resume at once. */
  RESUME,
  /** Nothing says that it will work again or will not: open again, with growing pauses. */
  REOPEN,
  /** The position is no longer in the history of the server. */
  HISTORY_LOST,
  /** The server will not stream this, however often it is asked. */
  REFUSED,
  /** Wrong credentials, or a right is missing. */
  NOT_ALLOWED,
  /** There is no oplog to stream from. */
  NOT_REPLICA_SET,
  /** Not the server's doing: a closed client, or a defect. */
  DEFECT;

  /** Tells whether opening again may help. */
  public boolean mayPass() {
    return this == RESUME || this == REOPEN;
  }
}
