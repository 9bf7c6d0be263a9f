package dev.mongostreams.demo.walk;

import java.util.concurrent.atomic.AtomicBoolean;

/** Clears the stage once: at the end of the walk, or when the program is interrupted before. */
final class Curtain implements AutoCloseable {
  private final Stage stage;
  private final AtomicBoolean fallen = new AtomicBoolean();
  private final Thread interrupted = new Thread(this::fall, "demo-clean-up");

  Curtain(Stage stage) {
    this.stage = stage;
    Runtime.getRuntime().addShutdownHook(interrupted);
  }

  Stage stage() {
    return stage;
  }

  @Override
  public void close() {
    fall();
    try {
      Runtime.getRuntime().removeShutdownHook(interrupted);
    } catch (IllegalStateException shuttingDown) {
      // The hook runs, or has run, and finds the stage cleared.
    }
  }

  private void fall() {
    if (fallen.compareAndSet(false, true)) {
      stage.close();
    }
  }
}
