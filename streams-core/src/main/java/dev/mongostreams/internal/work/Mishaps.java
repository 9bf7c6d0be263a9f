package dev.mongostreams.internal.work;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.failure.DeadLetterFailedException;
import dev.mongostreams.failure.Explanation;
import dev.mongostreams.failure.FailurePolicy;
import dev.mongostreams.failure.Gap;
import dev.mongostreams.failure.HandlerFailedException;
import dev.mongostreams.failure.StreamsException;
import dev.mongostreams.internal.lanes.Attempts;
import dev.mongostreams.internal.lanes.Stretch;
import dev.mongostreams.internal.read.FailureKind;
import dev.mongostreams.internal.read.FailureWords;
import dev.mongostreams.letters.DeadLetter;
import dev.mongostreams.letters.DeadLetter.Failure;
import dev.mongostreams.letters.DeadLetterStore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of events on which the user's code has failed, or that could not be read, as the
 * policy says.
 */
public final class Mishaps {
  /** It has no rules of its own, so it answers with another policy only for what ends at once. */
  private static final FailurePolicy ANY = FailurePolicy.stop();

  private final WorkRules rules;
  private final Setting setting;

  /** Makes them, for one worker. */
  public Mishaps(WorkRules rules, Setting setting) {
    this.rules = rules;
    this.setting = setting;
  }

  /**
   * Works on what stands in the place of events: a gap, or one that could not be read.
   *
   * @return null when there are events to hand over
   */
  public @Nullable Outcome instead(Stretch stretch) {
    Gap gap = stretch.gap();
    if (gap != null) {
      return resync(stretch, gap);
    }
    Throwable unread = stretch.unread();
    return unread == null ? null : unread(stretch, unread);
  }

  /** Reading it again cannot help, so there are no retries. */
  private Outcome unread(Stretch stretch, Throwable cause) {
    ChangeEvent event = stretch.event(stretch.done());
    if (!rules.wanted().test(event.operation())) {
      stretch.advance();
      return Outcome.DONE;
    }
    StreamsException refusal =
        FailureWords.explain(cause, FailureKind.REFUSED, rules.scope(), null);
    FailurePolicy rule = rules.failures().after(refusal);
    if (rule.outcome() == FailurePolicy.Outcome.STOP) {
      return new Outcome.Stop(refusal);
    }
    DeadLetterStore store = rule.store();
    if (store != null) {
      Failure failure = Failure.of(refusal, 0, now(), now());
      StreamsException unwritten =
          write(store, DeadLetter.of(rules.watcher(), event, failure), refusal);
      if (unwritten != null) {
        return new Outcome.Stop(unwritten);
      }
    }
    stretch.advance();
    return new Outcome.GivenUp(store != null, 0, refusal);
  }

  /** Lets the user bring back what a gap has swallowed. */
  private Outcome resync(Stretch stretch, Gap gap) {
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
    Outcome outcome = event(stretch.failed(now()), event, thrown);
    if (outcome instanceof Outcome.GivenUp) {
      stretch.advance();
    }
    return outcome;
  }

  /** The event has failed so often. When it is given up, and that is to be kept, it has been. */
  public Outcome event(Attempts attempts, ChangeEvent event, Throwable failure) {
    Throwable thrown = thrown(failure);
    Attempts.Next next = next(attempts, thrown);
    if (next instanceof Attempts.Next.Retry retry) {
      return new Outcome.Retry(retry.afterNanos(), attempts.made(), thrown);
    }
    if (next instanceof Attempts.Next.Stop) {
      return new Outcome.Stop(failure == thrown ? stopped(thrown) : notReread(thrown));
    }
    if (next instanceof Attempts.Next.Letter letter) {
      StreamsException unwritten =
          write(letter.store(), attempts.letter(rules.watcher(), event, thrown), thrown);
      if (unwritten != null) {
        return new Outcome.Stop(unwritten);
      }
    }
    return new Outcome.GivenUp(next instanceof Attempts.Next.Letter, attempts.made(), thrown);
  }

  /**
   * Several events have failed together, and nobody knows which. When the policy would give up,
   * they are handed over one at a time, each with all its tries; what ends a watcher at once still
   * does.
   *
   * @param places how many of the stretch they take
   */
  Outcome batch(Stretch stretch, int places, Throwable failure) {
    Throwable thrown = thrown(failure);
    Attempts attempts = stretch.failed(now());
    Attempts.Next next = next(attempts, thrown);
    if (next instanceof Attempts.Next.Retry retry) {
      return new Outcome.Retry(retry.afterNanos(), attempts.made(), thrown);
    }
    if (!(thrown instanceof Exception) || ANY.after(thrown) != ANY) {
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

  /** Tells why the letter could not be written, or null when it is. */
  private @Nullable StreamsException write(
      DeadLetterStore store, DeadLetter letter, Throwable thrown) {
    try {
      store.write(letter);
      return null;
    } catch (RuntimeException | Error unwritten) {
      return unwritten(unwritten, thrown);
    }
  }

  private HandlerFailedException notReread(Throwable thrown) {
    return new HandlerFailedException(
        new Explanation(
            "Cannot go on watching",
            rules.scope().toString(),
            "the document of an update could not be read again, the driver threw "
                + thrown.getClass().getName(),
            "See that this host reaches the primary, and start again after the last handled position;"
                + " the event comes again."),
        thrown);
  }

  /**
   * What the policy goes by, and the listener is told: of a read that failed, what the driver
   * threw.
   */
  private static Throwable thrown(Throwable failure) {
    Throwable cause = failure instanceof Documents.UnreadException ? failure.getCause() : null;
    return cause == null ? failure : cause;
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
