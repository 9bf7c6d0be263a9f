package dev.mongostreams.internal.watch;

import dev.mongostreams.Operation;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts finished events by kind. Written by one thread at a time, without a fence, since it is on
 * the path of each event; read by any.
 */
public final class Counters {
  private final Map<Operation, AtomicLong> counts = new EnumMap<>(Operation.class);
  private final AtomicLong lastMillis = new AtomicLong();

  /** Makes counters that stand at zero. */
  public Counters() {
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

  /** The kinds that have come, with their counts. */
  public Map<Operation, Long> byOperation() {
    Map<Operation, Long> seen = new EnumMap<>(Operation.class);
    counts.forEach(
        (operation, count) -> {
          if (count.get() > 0) {
            seen.put(operation, count.get());
          }
        });
    return Collections.unmodifiableMap(seen);
  }

  /** When the last event was finished, in milliseconds since 1970; zero before the first. */
  public long lastMillis() {
    return lastMillis.get();
  }
}
