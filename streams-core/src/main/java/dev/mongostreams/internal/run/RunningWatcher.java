package dev.mongostreams.internal.run;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Scope;
import dev.mongostreams.WatcherState;
import dev.mongostreams.WatcherStats;
import dev.mongostreams.internal.source.ChangeSource;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Stub. */
public final class RunningWatcher {
  public RunningWatcher(ChangeSource source, RunOptions options) {}

  public String name() {
    throw new UnsupportedOperationException();
  }

  public Scope scope() {
    throw new UnsupportedOperationException();
  }

  public WatcherState state() {
    throw new UnsupportedOperationException();
  }

  public WatcherStats stats() {
    throw new UnsupportedOperationException();
  }

  public void start() {
    throw new UnsupportedOperationException();
  }

  public void run() throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  public void stop() {
    throw new UnsupportedOperationException();
  }

  public void join() throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  public boolean join(Duration limit) throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  public @Nullable ChangeEvent poll(Duration limit) throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  public int drainTo(Collection<? super ChangeEvent> into, int max) {
    throw new UnsupportedOperationException();
  }

  public int waiting() {
    throw new UnsupportedOperationException();
  }
}
