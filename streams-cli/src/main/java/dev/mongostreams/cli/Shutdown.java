package dev.mongostreams.cli;

import org.jspecify.annotations.Nullable;

/**
 * Turns the first signal into a request to end, which wakes the watching thread, and the second
 * into an end at once.
 */
final class Shutdown {
  private final Thread watching;
  private volatile @Nullable ExitCode requested;

  Shutdown(Thread watching) {
    this.watching = watching;
  }

  /** Takes SIGINT and SIGTERM from now on. */
  Shutdown install() {
    Signals.on("INT", () -> request(ExitCode.INTERRUPTED));
    Signals.on("TERM", () -> request(ExitCode.DONE));
    return this;
  }

  /** Asks to end; asked again, ends. */
  void request(ExitCode code) {
    if (requested != null) {
      Runtime.getRuntime().halt(code.number());
    }
    requested = code;
    watching.interrupt();
  }

  /** How to end, or null while nobody has asked. */
  @Nullable ExitCode requested() {
    return requested;
  }
}
