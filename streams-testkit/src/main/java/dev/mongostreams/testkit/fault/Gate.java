package dev.mongostreams.testkit.fault;

/** Lets threads pass, or holds them until it is opened again. Starts open. */
final class Gate {
  private boolean open = true;

  synchronized void shut() {
    open = false;
  }

  synchronized void open() {
    open = true;
    notifyAll();
  }

  synchronized void pass() throws InterruptedException {
    while (!open) {
      wait();
    }
  }
}
