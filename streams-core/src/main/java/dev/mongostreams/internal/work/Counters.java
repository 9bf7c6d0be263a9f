package dev.mongostreams.internal.work;

import dev.mongostreams.Operation;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Counts finished events by kind, over all workers. For any thread. */
public final class Counters {
  private final List<Tally> tallies = new CopyOnWriteArrayList<>();

  /** Makes counters that stand at zero. */
  public Counters() {}

  /** What one more worker counts with. */
  public Tally tally() {
    Tally tally = new Tally();
    tallies.add(tally);
    return tally;
  }

  /** The kinds that have come, with their counts. */
  public Map<Operation, Long> byOperation() {
    Map<Operation, Long> seen = new EnumMap<>(Operation.class);
    tallies.forEach(tally -> tally.addTo(seen));
    return Collections.unmodifiableMap(seen);
  }

  /** How many were finished without being handed over. */
  public long skipped() {
    return tallies.stream().mapToLong(Tally::skipped).sum();
  }

  /** When the last event was finished, in milliseconds since 1970; zero before the first. */
  public long lastMillis() {
    return tallies.stream().mapToLong(Tally::lastMillis).max().orElse(0);
  }
}
