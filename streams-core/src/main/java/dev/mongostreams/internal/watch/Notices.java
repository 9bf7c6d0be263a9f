package dev.mongostreams.internal.watch;

import dev.mongostreams.Engine;
import dev.mongostreams.Scope;
import dev.mongostreams.StartPosition;
import dev.mongostreams.WatcherListener;
import dev.mongostreams.failure.Gap;
import dev.mongostreams.internal.read.ReaderNotices;
import dev.mongostreams.internal.work.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the listener is to be told, in the order it happened. Written under the lock of the machine,
 * told without it.
 */
final class Notices implements ReaderNotices {
  private final String name;
  private final Scope scope;
  private final Engine engine;
  private final Queue<Consumer<WatcherListener>> waiting = new ArrayDeque<>();
  private long failures;
  private long reopens;
  private long gaps;
  private long retries;
  private long deadLetters;
  private long skipped;
  private final Spill spill = new Spill();

  Notices(String name, Scope scope, Engine engine) {
    this.name = name;
    this.scope = scope;
    this.engine = engine;
  }

  @Override
  public void opened(StartPosition from, boolean again) {
    reopens += again ? 1 : 0;
    var opened = new WatcherListener.Opened(name, scope, engine, from, again);
    waiting.add(listener -> listener.onOpened(opened));
  }

  @Override
  public void reconnecting(int attempt, Duration delay, Throwable cause) {
    var reconnecting = new WatcherListener.Reconnecting(name, scope, attempt, delay, cause);
    waiting.add(listener -> listener.onReconnecting(reconnecting));
  }

  @Override
  public void invalidated() {
    var invalidated = new WatcherListener.Invalidated(name, scope);
    waiting.add(listener -> listener.onInvalidated(invalidated));
  }

  @Override
  public void failed(Throwable cause) {
    failures++;
  }

  void retrying(Outcome.Retry retry) {
    failures++;
    retries++;
    var retrying =
        new WatcherListener.Retrying(
            name, scope, retry.attempt(), Duration.ofNanos(retry.afterNanos()), retry.cause());
    waiting.add(listener -> listener.onRetrying(retrying));
  }

  void givenUp(Outcome.GivenUp lost) {
    failures++;
    deadLetters += lost.kept() ? 1 : 0;
    skipped += lost.kept() ? 0 : 1;
    var givenUp =
        new WatcherListener.GivenUp(name, scope, lost.kept(), lost.attempts(), lost.cause());
    waiting.add(listener -> listener.onGivenUp(givenUp));
  }

  /** A queue has dropped so many events in all by now. */
  void dropped(long total, long nowNanos) {
    tell(spill.saw(total, nowNanos));
  }

  private void tell(Spill.@Nullable News news) {
    if (news != null) {
      var dropping = new WatcherListener.Dropping(name, scope, news.dropped(), news.over());
      waiting.add(listener -> listener.onDropping(dropping));
    }
  }

  void gap(Gap gap) {
    gaps++;
    waiting.add(listener -> listener.onGap(gap));
  }

  void saveFailed(int attempt, long delayNanos, Throwable cause) {
    failures++;
    var failed =
        new WatcherListener.SaveFailed(name, scope, attempt, Duration.ofNanos(delayNanos), cause);
    waiting.add(listener -> listener.onSaveFailed(failed));
  }

  void historyLow(int usedPercent, Duration window, Duration left) {
    var low = new WatcherListener.HistoryLow(name, scope, usedPercent, window, left);
    waiting.add(listener -> listener.onHistoryLow(low));
  }

  void stalled(Duration lasting) {
    var stalled = new WatcherListener.Stalled(name, scope, lasting);
    waiting.add(listener -> listener.onStalled(stalled));
  }

  void moving() {
    var moving = new WatcherListener.Moving(name, scope);
    waiting.add(listener -> listener.onMoving(moving));
  }

  void ended(@Nullable Throwable failure) {
    tell(spill.over());
    var ended = new WatcherListener.Ended(name, scope, failure);
    waiting.add(listener -> listener.onEnded(ended));
  }

  @Nullable Consumer<WatcherListener> poll() {
    return waiting.poll();
  }

  boolean waiting() {
    return !waiting.isEmpty();
  }

  long failures() {
    return failures;
  }

  long retries() {
    return retries;
  }

  long deadLetters() {
    return deadLetters;
  }

  long skipped() {
    return skipped;
  }

  long dropped() {
    return spill.total();
  }

  long gaps() {
    return gaps;
  }

  long reopens() {
    return reopens;
  }
}
