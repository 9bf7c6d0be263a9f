package dev.mongostreams.cli;

import dev.mongostreams.ChangeStreams;
import dev.mongostreams.WatcherListener;
import dev.mongostreams.checkpoint.Checkpoint;
import dev.mongostreams.cli.checkpoint.Words;
import dev.mongostreams.cli.deliver.Undelivered;
import dev.mongostreams.failure.Gap;
import dev.mongostreams.failure.StreamsException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/** Tells on stderr what happens to the watcher, one line each. */
final class ConsoleNotices implements WatcherListener {
  private final PrintWriter err;
  private final ChangeStreams.Server server;

  ConsoleNotices(PrintWriter err, ChangeStreams.Server server) {
    this.err = err;
    this.server = server;
  }

  @Override
  public void onOpened(Opened opened) {
    String set = server.setName().isEmpty() ? "mongos" : server.setName();
    say("watching " + opened.scope() + " (" + set + ", MongoDB " + server.version() + ")");
  }

  /**
   * Tells where it goes on.
   *
   * @param told true when the command line says where to begin, too
   */
  void goingOn(String name, @Nullable Checkpoint checkpoint, boolean told) {
    say(
        checkpoint == null
            ? "checkpoint " + name + " is new"
            : "going on from checkpoint "
                + name
                + ", saved "
                + checkpoint.savedAt()
                + (told ? "; where to begin on the command line counts for a new one only" : ""));
  }

  @Override
  public void onGap(Gap gap) {
    BsonTimestamp begins = gap.firstReadable();
    say(
        "gap: changes of "
            + gap.scope()
            + " after "
            + (gap.lastSafeTime() == null ? gap.lastSafe() : instant(gap.lastSafeTime()))
            + " were not delivered; the server's history begins "
            + (begins == null
                ? "at a time this user may not see (read on local)"
                : "at " + instant(begins)));
  }

  private static Instant instant(BsonTimestamp time) {
    return Instant.ofEpochSecond(Integer.toUnsignedLong(time.getTime()));
  }

  @Override
  public void onSaveFailed(SaveFailed failed) {
    say(
        String.format(
            Locale.ROOT,
            "saving the checkpoint failed, attempt %d, again in %.1f s: %s",
            failed.attempt(),
            failed.delay().toMillis() / 1000.0,
            failed.cause().getMessage()));
  }

  @Override
  public void onRetrying(Retrying retrying) {
    if (retrying.cause() instanceof Undelivered.Resting) {
      return;
    }
    say(
        String.format(
            Locale.ROOT,
            "not delivered, attempt %d, again in %.1f s: %s",
            retrying.attempt(),
            retrying.delay().toMillis() / 1000.0,
            reason(retrying.cause())));
  }

  @Override
  public void onGivenUp(GivenUp givenUp) {
    say(
        "put away as a dead letter after "
            + givenUp.attempts()
            + (givenUp.attempts() == 1 ? " attempt: " : " attempts: ")
            + reason(givenUp.cause()));
  }

  /** Tells of a failure while something is still being delivered. */
  void failed(Throwable failure) {
    say("failed: " + reason(failure) + "; a little time is left for what is being delivered");
  }

  private static String reason(Throwable cause) {
    return cause instanceof StreamsException explained
        ? explained.explanation().on() + ": " + explained.explanation().why()
        : cause.getClass().getName();
  }

  @Override
  public void onReconnecting(Reconnecting lost) {
    say(
        String.format(
            Locale.ROOT,
            "reconnecting to %s: %s, attempt %d in %.1f s",
            lost.scope(),
            lost.cause().getClass().getSimpleName(),
            lost.attempt(),
            lost.delay().toMillis() / 1000.0));
  }

  @Override
  public void onInvalidated(Invalidated invalidated) {
    say(
        "the stream of "
            + invalidated.scope()
            + " was ended by the server: what it watched was dropped or renamed; going on behind it");
  }

  @Override
  public void onHistoryLow(HistoryLow low) {
    say(
        "history: "
            + low.usedPercent()
            + " % of the server's history ("
            + Words.duration(low.window())
            + ") lie behind the position of "
            + low.scope()
            + "; changes are lost in about "
            + Words.duration(low.left())
            + " if it does not move");
  }

  @Override
  public void onStalled(Stalled stalled) {
    say(
        "no progress on "
            + stalled.scope()
            + " for "
            + Words.duration(stalled.lasting())
            + ": the server answers, but no majority of its members has what was written since; see"
            + " rs.status()");
  }

  @Override
  public void onMoving(Moving moving) {
    say("progress again on " + moving.scope());
  }

  void say(String line) {
    err.println(line);
    err.flush();
  }
}
