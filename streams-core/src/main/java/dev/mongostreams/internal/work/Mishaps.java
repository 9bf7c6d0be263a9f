package dev.mongostreams.internal.work;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.failure.DeadLetterFailedException;
import dev.mongostreams.failure.Explanation;
import dev.mongostreams.failure.Gap;
import dev.mongostreams.failure.HandlerFailedException;
import dev.mongostreams.failure.StreamsException;
import dev.mongostreams.internal.lanes.Attempts;
import dev.mongostreams.internal.lanes.Stretch;
import java.time.Instant;

/** What becomes of events on which the user's code has failed, as the policy says. */
final class Mishaps {
  private final WorkRules rules;
  private final Setting setting;

  Mishaps(WorkRules rules, Setting setting) {
    this.rules = rules;
    this.setting = setting;
  }

  /** Lets the user bring back what a gap has swallowed. */
  Outcome resync(Stretch stretch, Gap gap) {
    try {
      if (rules.resync() != null) {
        rules.resync().resync(gap);
      }
      stretch.advance();
      return Outcome.DONE;
    } catch (Throwable thrown) {
      // Tried again as an event is, but there is nothing that could be put away.
      Attempts attempts = stretch.failed(now());
      return next(attempts, thrown) instanceof Attempts.Next.Retry retry
          ? new Outcome.Retry(retry.afterNanos(), attempts.made(), thrown)
          : new Outcome.Stop(stopped(thrown));
    }
  }

  /** The event has failed. When it is given up, the stretch moves on behind it. */
  Outcome event(Stretch stretch, ChangeEvent event, Throwable thrown) {
    Attempts attempts = stretch.failed(now());
    Attempts.Next next = next(attempts, thrown);
    if (next instanceof Attempts.Next.Retry retry) {
      return new Outcome.Retry(retry.afterNanos(), attempts.made(), thrown);
    }
    if (next instanceof Attempts.Next.Stop) {
      return new Outcome.Stop(stopped(thrown));
    }
    try {
      if (next instanceof Attempts.Next.Letter letter) {
        letter.store().write(attempts.letter(rules.watcher(), event, thrown));
      }
    } catch (RuntimeException | Error unwritten) {
      return new Outcome.Stop(unwritten(unwritten, thrown));
    }
    stretch.advance();
    return new Outcome.GivenUp(next instanceof Attempts.Next.Letter, attempts.made(), thrown);
  }

  /**
   * Several events have failed together, and nobody knows which. When the policy would give up,
   * they are handed over one at a time, each with all its tries; what ends a watcher at once still
   * does.
   *
   * @param places how many of the stretch they take
   */
  Outcome batch(Stretch stretch, int places, Throwable thrown) {
    Attempts attempts = stretch.failed(now());
    Attempts.Next next = next(attempts, thrown);
    if (next instanceof Attempts.Next.Retry retry) {
      return new Outcome.Retry(retry.afterNanos(), attempts.made(), thrown);
    }
    if (!(thrown instanceof Exception) || thrown instanceof InterruptedException) {
      return new Outcome.Stop(stopped(thrown));
    }
    stretch.singly(places);
    return new Outcome.Retry(0, attempts.made(), thrown);
  }

  private Attempts.Next next(Attempts attempts, Throwable thrown) {
    return attempts.next(rules.failures(), thrown, setting.random());
  }

  private Instant now() {
    return Instant.ofEpochMilli(setting.wallMillis().getAsLong());
  }

  private HandlerFailedException stopped(Throwable thrown) {
    return new HandlerFailedException(
        new Explanation(
            "Cannot go on watching",
            rules.scope().toString(),
            "the handler threw " + thrown.getClass().getName(),
            "Mend the handler and start again after the last handled position; the event it threw on"
                + " comes again."),
        thrown);
  }

  /** A store of the user's may throw anything. */
  private StreamsException unwritten(Throwable unwritten, Throwable thrown) {
    StreamsException why =
        unwritten instanceof StreamsException told
            ? told
            : new DeadLetterFailedException(
                new Explanation(
                    "Cannot go on watching",
                    rules.scope().toString(),
                    "the dead-letter store threw " + unwritten.getClass().getName(),
                    "Mend the store and start again; the event comes again."),
                unwritten);
    why.addSuppressed(thrown);
    return why;
  }
}
