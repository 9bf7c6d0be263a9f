package dev.mongostreams.internal.read;

/**
 * The fragments of an event do not make one. The message says what came, and nothing of the data.
 */
final class BrokenSplitException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BrokenSplitException(String found) {
    super(found);
  }
}
