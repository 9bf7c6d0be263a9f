package dev.mongostreams.cli.output;

import java.io.IOException;

/** Writing to stdout failed, and not because its reader has gone. */
public final class OutputFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutputFailedException(IOException cause) {
    super(
        "Cannot write to stdout: "
            + cause.getMessage()
            + ". Make room or write elsewhere; the events not written come again after the last one"
            + " that was.",
        cause);
  }
}
