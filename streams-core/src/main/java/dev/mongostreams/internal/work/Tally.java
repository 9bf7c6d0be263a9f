package dev.mongostreams.internal.work;

import dev.mongostreams.Operation;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one worker has finished, by kind. Written by one thread, without a fence, since it is on the
 * path of each event; read by any.
 */
public final class Tally {
  private final Map<Operation, AtomicLong> counts = new EnumMap<>(Operation.class);
  private final AtomicLong lastMillis = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();

  Tally() {
    for (Operation operation : Operation.values()) {
      counts.put(operation, new AtomicLong());
    }
  }

  /** One event of this kind is finished. */
  public void count(Operation operation, long wallMillis) {
    AtomicLong count = counts.get(operation);
    if (count != null) {
      count.lazySet(count.getPlain() + 1);
    }
    lastMillis.lazySet(wallMillis);
  }

  /** So many events are finished, and were not handed over. */
  public void skip(int events) {
    skipped.lazySet(skipped.getPlain() + events);
  }

  long skipped() {
    return skipped.get();
  }

  void addTo(Map<Operation, Long> sums) {
    counts.forEach(
        (operation, count) -> {
          if (count.get() > 0) {
            sums.merge(operation, count.get(), Long::sum);
          }
        });
  }

  long lastMillis() {
    return lastMillis.get();
  }
}
