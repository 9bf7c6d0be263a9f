package dev.mongostreams.internal.read;

import dev.mongostreams.StartPosition;
import dev.mongostreams.internal.source.ChangeCursor;
import dev.mongostreams.internal.source.ChangeSource;
import dev.mongostreams.internal.source.ChangeSource.Form;
import org.jspecify.annotations.Nullable;

/** What a reader wants done next. Whoever does it tells the reader how it went. */
public sealed interface ReaderStep {

  /**
   * Open a cursor.
   *
   * @param from where
   * @param form in which events are to come
   * @param before what to do first, to end the cursor there was before
   */
  record Open(StartPosition from, Form form, Runnable before) implements ReaderStep {

    /** Does it, and throws what the source throws. Blocks. */
    public ChangeCursor cursor(ChangeSource source) {
      before.run();
      return form == Form.KEYED ? StepOver.cursor(source, from) : cursor(source, from, form);
    }

    static ChangeCursor cursor(ChangeSource source, StartPosition from, Form form) {
      ChangeCursor opened = source.open(from, form);
      return form == Form.SPLIT || form == Form.SPLIT_NARROW ? JoiningCursor.of(opened) : opened;
    }
  }

  /**
   * Read the next batch.
   *
   * @param cursor from here
   * @param batchSize events at most
   */
  record Read(ChangeCursor cursor, int batchSize) implements ReaderStep {}

  /**
   * Wait.
   *
   * @param untilNanos on the clock of the runner
   */
  record Wait(long untilNanos) implements ReaderStep {}

  /** Wait until there is space for another reply. */
  record Rest() implements ReaderStep {}

  /**
   * Nothing, ever again.
   *
   * @param failure why, or null when it was stopped
   */
  record End(@Nullable Throwable failure) implements ReaderStep {}
}
