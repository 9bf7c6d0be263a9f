package dev.mongostreams.internal.read;

import dev.mongostreams.ResumeToken;
import dev.mongostreams.StartPosition;
import dev.mongostreams.internal.source.Batch;
import dev.mongostreams.internal.source.ChangeCursor;
import dev.mongostreams.internal.source.ChangeSource;
import dev.mongostreams.internal.source.ChangeSource.Form;
import org.jspecify.annotations.Nullable;

/**
 * Decides in which form the reader reads, since an event may be larger than the server can send:
 * another one from the failure on, at the same position, and the usual one again once past it. For
 * one thread.
 */
public final class LargeEvents {
  private final Form usual;
  private final Form large;
  private final FailureClassifier classifier;
  private Form form;

  /** The newest position that only a split stream resumes at: behind an event that was split. */
  private @Nullable ResumeToken behindSplit;

  /** Makes the decisions for a source that has brought nothing yet. */
  public LargeEvents(ChangeSource source, FailureClassifier classifier) {
    this.usual = source.usualForm();
    this.large = source.largeForm();
    this.classifier = classifier;
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
   * that has failed at a position is not tried there again.
   *
   * @param opening true when no cursor was open
   * @param position where the next one opens
   */
  boolean helps(Throwable cause, boolean opening, StartPosition position) {
    Form before = form;
    if (classifier.tooLarge(cause)) {
      form = beyond(form);
    } else if (opening
        && form == Form.PLAIN
        && large == Form.SPLIT
        && classifier.unknownToken(cause)) {
      // What a split stream was stopped behind, or another one: the refusal alone does not tell.
      form = Form.SPLIT;
      behindSplit = token(position);
    }
    return form != before;
  }

  private Form beyond(Form tooSmall) {
    return switch (tooSmall) {
      case PLAIN -> large;
      case NARROW -> Form.LIGHT;
      case SPLIT, LIGHT -> tooSmall;
    };
  }

  /**
   * A batch has come. Tells whether the usual form will do from here on; it is the one to open in
   * then.
   *
   * @param first true when it came with the opening
   * @param position behind the batch
   */
  boolean past(ChangeCursor cursor, Batch batch, boolean first, StartPosition position) {
    boolean past =
        switch (form) {
          case PLAIN -> false;
          case SPLIT -> pastSplit(cursor, position);
          // One by one, until the one that is too large fails; at the end of what there is it has
          // become smaller meanwhile, as a document that is looked up may.
          case NARROW -> !first && batch.size() == 0;
          case LIGHT -> batch.size() > 0;
        };
    if (past && form != usual) {
      restart();
      return true;
    }
    return false;
  }

  private boolean pastSplit(ChangeCursor cursor, StartPosition position) {
    if (!(cursor instanceof JoiningCursor joining)) {
      return false;
    }
    if (joining.newest() != null) {
      behindSplit = joining.newest();
    }
    ResumeToken reached = token(position);
    return behindSplit != null
        && reached != null
        && !reached.equals(behindSplit)
        && !joining.inside();
  }

  private static @Nullable ResumeToken token(StartPosition position) {
    if (position instanceof StartPosition.After after) {
      return after.token();
    }
    return position instanceof StartPosition.StartAfter after ? after.token() : null;
  }
}
