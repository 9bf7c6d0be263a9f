package dev.mongostreams.internal.read;

import dev.mongostreams.StartPosition;
import java.time.Duration;

/** Nobody is told. */
final class Silent implements ReaderNotices {
  @Override
  public void opened(StartPosition from, boolean again) {}

  @Override
  public void reconnecting(int attempt, Duration delay, Throwable cause) {}

  @Override
  public void invalidated() {}

  @Override
  public void failed(Throwable cause) {}
}
