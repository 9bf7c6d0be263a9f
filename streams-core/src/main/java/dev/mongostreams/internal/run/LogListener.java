package dev.mongostreams.internal.run;

import dev.mongostreams.WatcherListener;
import dev.mongostreams.failure.Gap;
import java.time.Instant;
import org.bson.BsonTimestamp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one line for each change of a watcher's state. */
final class LogListener implements WatcherListener {
  private static final Logger LOG = LoggerFactory.getLogger("dev.mongostreams.Watcher");

  @Override
  public void onOpened(Opened opened) {
    LOG.info(
        "{}: {} (engine {})",
        opened.watcher(),
        opened.again() ? "watching again" : "watching",
        opened.engine());
  }

  @Override
  public void onReconnecting(Reconnecting lost) {
    LOG.warn(
        "{}: the cursor is lost ({}), attempt {} to open it again in {} ms",
        lost.watcher(),
        lost.cause().getClass().getSimpleName(),
        lost.attempt(),
        lost.delay().toMillis());
  }

  @Override
  public void onInvalidated(Invalidated invalidated) {
    LOG.info("{}: the server ended the stream, going on behind it", invalidated.watcher());
  }

  @Override
  public void onRetrying(Retrying retrying) {
    LOG.warn(
        "{}: the handler threw {}, attempt {}, trying again in {} ms",
        retrying.watcher(),
        retrying.cause().getClass().getName(),
        retrying.attempt(),
        retrying.delay().toMillis());
  }

  @Override
  public void onGivenUp(GivenUp givenUp) {
    String done = givenUp.kept() ? "put away as a dead letter" : "skipped";
    if (givenUp.attempts() == 0) {
      LOG.error("{}: an event could not be read; it was {}", givenUp.watcher(), done);
    } else {
      LOG.error(
          "{}: the handler threw {} on an event, {} times; it was {}",
          givenUp.watcher(),
          givenUp.cause().getClass().getName(),
          givenUp.attempts(),
          done);
    }
  }

  @Override
  public void onGap(Gap gap) {
    LOG.error(
        "{}: history is lost: changes after {} were not delivered; the server's history begins at {}",
        gap.watcher(),
        gap.lastSafeTime() == null ? gap.lastSafe() : instant(gap.lastSafeTime()),
        gap.firstReadable() == null ? "a time it does not tell" : instant(gap.firstReadable()));
  }

  private static Instant instant(BsonTimestamp time) {
    return Instant.ofEpochSecond(Integer.toUnsignedLong(time.getTime()));
  }

  @Override
  public void onDropping(Dropping dropping) {
    if (dropping.over()) {
      LOG.info(
          "{}: the queue drops no more; {} were dropped", dropping.watcher(), dropping.dropped());
    } else {
      LOG.warn(
          "{}: changes come faster than they are taken; the queue has dropped {}",
          dropping.watcher(),
          dropping.dropped());
    }
  }

  @Override
  public void onSaveFailed(SaveFailed failed) {
    LOG.warn(
        "{}: the checkpoint could not be saved ({}), trying again in {} ms",
        failed.watcher(),
        failed.cause().getMessage(),
        failed.delay().toMillis());
  }

  @Override
  public void onHistoryLow(HistoryLow low) {
    LOG.warn(
        "{}: {} % of the server's history ({} s) lie behind the position; changes are lost in about"
            + " {} s if it does not move",
        low.watcher(), low.usedPercent(), low.window().toSeconds(), low.left().toSeconds());
  }

  @Override
  public void onStalled(Stalled stalled) {
    LOG.warn(
        "{}: no progress for {} s: the server answers, but no majority of the members has what was"
            + " written since",
        stalled.watcher(),
        stalled.lasting().toSeconds());
  }

  @Override
  public void onMoving(Moving moving) {
    LOG.info("{}: there is progress again", moving.watcher());
  }

  @Override
  public void onEnded(Ended ended) {
    if (ended.failure() == null) {
      LOG.info("{}: stopped", ended.watcher());
    } else {
      LOG.error("{}: failed. {}", ended.watcher(), ended.failure().getMessage());
    }
  }
}
