package dev.mongostreams.demo.walk;

import java.util.concurrent.atomic.AtomicBoolean;

/** Clears the stage once: at the end of the walk, or when the program is interrupted before. */
final class Cleanup implements AutoCloseable {
  private final Stage stage;
  private final AtomicBoolean cleared = new AtomicBoolean();
  private final Thread hook = new Thread(this::interrupted, "demo-clean-up");

  Cleanup(Stage stage) {
    this.stage = stage;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  Stage stage() {
    return stage;
  }

  @Override
  public void close() {
    if (cleared.compareAndSet(false, true)) {
      stage.close();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook runs, or has run, and finds the stage cleared.
    }
  }

  private void interrupted() {
    if (cleared.compareAndSet(false, true)) {
      stage.interrupt();
    }
  }
}
