package dev.mongostreams.bench.lap;

/** Ends this process with the one that started it, however that ends. */
public final class Tether {
  private Tether() {}

  /** From now on; a process without a parent goes on. */
  public static void tie() {
    ProcessHandle.current().parent().ifPresent(Tether::follow);
  }

  private static void follow(ProcessHandle parent) {
    Thread waiting =
        new Thread(
            () -> {
              parent.onExit().join();
              Runtime.getRuntime().halt(1);
            },
            "tether");
    waiting.setDaemon(true);
    waiting.start();
  }
}
