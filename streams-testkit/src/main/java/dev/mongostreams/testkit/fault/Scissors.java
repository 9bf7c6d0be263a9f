package dev.mongostreams.testkit.fault;

import java.util.concurrent.atomic.AtomicBoolean;

/** Cuts one large message in its middle, once it is told to. */
final class Scissors {
  /** A heartbeat is smaller; so much in one go is a part of a reply with documents. */
  private static final int LARGE_BYTES = 16 * 1024;

  private final AtomicBoolean open = new AtomicBoolean();

  void open() {
    open.set(true);
  }

  /** Tells whether these bytes are to be cut; then no others are. */
  boolean cut(int bytes) {
    return bytes >= LARGE_BYTES && open.compareAndSet(true, false);
  }

  boolean hasCut() {
    return !open.get();
  }
}
