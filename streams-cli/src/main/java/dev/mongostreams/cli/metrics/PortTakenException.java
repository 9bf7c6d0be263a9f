package dev.mongostreams.cli.metrics;

/**
 * The port for figures cannot be had now: another program has it, or this machine has no such
 * address yet. It may be free later, so whoever starts programs should try again.
 */
public final class PortTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PortTakenException(String message, Throwable cause) {
    super(message, cause);
  }
}
