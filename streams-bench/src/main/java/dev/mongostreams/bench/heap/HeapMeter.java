package dev.mongostreams.bench.heap;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Measures what is alive on the heap: what {@link MemoryMXBean} says after full collections. */
final class HeapMeter {
  private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();
  private static final int COLLECTIONS = 4;

  /** What has been ended may wait for one more reply: a second, and some more for it to die. */
  private static final Duration CALM = Duration.ofSeconds(3);

  private HeapMeter() {}

  /** Bytes alive after a calm; the least of a few looks, since what others do only adds. */
  static long live() {
    LockSupport.parkNanos(CALM.toNanos());
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      least = Math.min(least, now());
    }
    return least;
  }

  /** Bytes alive at this moment, those that others allocate meanwhile included. */
  static long now() {
    System.gc();
    return MEMORY.getHeapMemoryUsage().getUsed();
  }
}
