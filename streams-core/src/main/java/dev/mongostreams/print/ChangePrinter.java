package dev.mongostreams.print;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeHandler;

/** Prints each change as one line for people. */
public final class ChangePrinter implements ChangeHandler {
  /** Creates a printer. */
  public ChangePrinter() {}

  @Override
  public void onChange(ChangeEvent change) {
    throw new UnsupportedOperationException();
  }
}
