package dev.mongostreams.internal.read;

import dev.mongostreams.StartPosition;
import java.time.Duration;

/** Is told what happens to a reader, while it happens. */
public interface ReaderNotices {
  /** A cursor is open. */
  void opened(StartPosition from, boolean again);

  /** The next try has to wait. */
  void reconnecting(int attempt, Duration delay, Throwable cause);

  /** The server has ended the cursor for good. */
  void invalidated();

  /** The source failed, whatever comes of it. */
  void failed(Throwable cause);
}
