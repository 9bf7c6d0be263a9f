package dev.mongostreams.internal.read;

import dev.mongostreams.ResumeToken;
import dev.mongostreams.StartPosition;
import dev.mongostreams.failure.FailurePolicy;
import dev.mongostreams.internal.source.Batch;
import dev.mongostreams.internal.source.ChangeCursor;
import dev.mongostreams.internal.source.ChangeSource;
import dev.mongostreams.internal.source.ChangeSource.Form;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides in which form the reader reads, since an event may be larger than the server can send:
 * another one from the failure on, at the same position, and the usual one again once past it. When
 * no form brings the event and the policy says so, it is stepped over. For one thread.
 */
public final class LargeEvents {
  /**
   * Even a skeleton may not fit into a reply while nothing is behind its event. An idle server
   * writes a note into its history every 10 s; so many pauses take half a minute at least.
   */
  private static final int MOST_WAITS = 12;

  private final ChangeSource source;
  private final Form usual;
  private final Form large;
  private final FailureClassifier classifier;
  private final FailurePolicy failures;
  private Form form;

  /** The newest position that only a split stream resumes at: behind an event that was split. */
  private @Nullable ResumeToken behindSplit;

  /** Where the usual form has failed last, and how often nothing else helped there. */
  private @Nullable StartPosition failedAt;

  private int waits;

  /** What there is to do against a failure. */
  enum Help {
    /** Nothing of ours. */
    NONE,
    /** Open in another form. */
    AT_ONCE,
    /** Open in the usual form after a pause. */
    LATER
  }

  /**
   * Makes the decisions for a source that has brought nothing yet.
   *
   * @param failures says whether an event that cannot be read is stepped over
   */
  public LargeEvents(ChangeSource source, FailureClassifier classifier, FailurePolicy failures) {
    this.source = source;
    this.usual = source.usualForm();
    this.large = source.largeForm();
    this.classifier = classifier;
    this.failures = failures;
    this.form = usual;
  }

  /** Goes on elsewhere: what was met here means nothing there. */
  void restart() {
    form = usual;
    behindSplit = null;
  }

  /** In which form to open. */
  Form form() {
    return form;
  }

  /**
   * Tells whether another form may help against a failure; it is the one to open in then. A form
   * that has failed at a position is not tried there again, but for a few times after pauses.
   *
   * @param opening true when no cursor was open
   * @param position where the next one opens
   */
  Help helps(Throwable cause, boolean opening, StartPosition position) {
    Form before = form;
    if (FailureClassifier.tooLarge(cause) || FailureClassifier.cannotSplitHere(cause)) {
      if (form == usual && !position.equals(failedAt)) {
        failedAt = position;
        waits = 0;
      }
      form = beyond(cause, position);
    } else if (opening
        && form == Form.PLAIN
        && large == Form.SPLIT
        && classifier.unknownToken(cause)) {
      // What a split stream was stopped behind, or another one: the refusal alone does not tell.
      form = Form.SPLIT;
      behindSplit = token(position);
    }
    if (form == before) {
      return Help.NONE;
    }
    return before == Form.KEYED ? Help.LATER : Help.AT_ONCE;
  }

  private boolean stepsOver(Throwable cause) {
    Throwable refusal = FailureWords.explain(cause, FailureKind.REFUSED, source.scope(), null);
    return failures.after(refusal).outcome() != FailurePolicy.Outcome.STOP;
  }

  private Form beyond(Throwable cause, StartPosition position) {
    boolean stepsOver = stepsOver(cause);
    if (FailureClassifier.cannotSplitHere(cause)) {
      return Form.NARROW;
    }
    return switch (form) {
      case PLAIN -> large == usual && stepsOver ? Form.NARROW : large;
      case SPLIT -> stepsOver ? Form.SPLIT_NARROW : form;
      case NARROW -> large == Form.NARROW ? Form.LIGHT : last(position, stepsOver);
      case SPLIT_NARROW, LIGHT -> last(position, stepsOver);
      case KEYED, BARE -> ++waits <= MOST_WAITS ? usual : form;
    };
  }

  /**
   * What is left when an event fails alone. It may be only for want of others behind it in its
   * reply: the usual form has to have failed at the same position.
   */
  private Form last(StartPosition position, boolean stepsOver) {
    // A skeleton needs a stream that does not split, at a position that comes to the same again.
    boolean noSkeleton =
        position instanceof StartPosition.Now
            || (behindSplit != null && Objects.equals(behindSplit, token(position)));
    if (!stepsOver || noSkeleton) {
      return form;
    }
    return position.equals(failedAt) ? Form.KEYED : usual;
  }

  /**
   * A batch has come. Tells whether the usual form will do from here on; it is the one to open in
   * then.
   *
   * @param first true when it came with the opening
   * @param position behind the batch
   */
  boolean past(ChangeCursor cursor, Batch batch, boolean first, StartPosition position) {
    if (form == Form.KEYED && !(batch instanceof Skeleton)) {
      form = large == Form.SPLIT ? Form.SPLIT_NARROW : Form.NARROW;
    }
    JoiningCursor joining = cursor instanceof JoiningCursor splits ? splits : null;
    if (joining != null && joining.newest() != null) {
      behindSplit = joining.newest();
    }
    boolean inside = joining != null && joining.inside();
    boolean past =
        switch (form) {
          case PLAIN, BARE -> false;
          case SPLIT -> pastSplit(position);
          // One by one, until the one that is too large fails; at the end of what there is it has
          // become smaller meanwhile, as a document that is looked up may.
          case NARROW, SPLIT_NARROW ->
              splitsNotHere() ? !position.equals(failedAt) : !first && batch.size() == 0;
          case LIGHT, KEYED -> batch.size() > 0;
        };
    if (past && !inside && form != usual) {
      restart();
      return true;
    }
    return false;
  }

  /** Narrow only because the server cannot split at one position. */
  private boolean splitsNotHere() {
    return form == Form.NARROW && large == Form.SPLIT;
  }

  private boolean pastSplit(StartPosition position) {
    ResumeToken reached = token(position);
    return behindSplit != null && reached != null && !reached.equals(behindSplit);
  }

  /** The token of a position, or null when it has none. */
  static @Nullable ResumeToken token(StartPosition position) {
    if (position instanceof StartPosition.After after) {
      return after.token();
    }
    return position instanceof StartPosition.StartAfter after ? after.token() : null;
  }
}
