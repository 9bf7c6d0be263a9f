package dev.mongostreams.bench.record;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * One lap, measured.
 *
 * @param scenario what all its ways have to do, as {@code drain-1k}
 * @param way who did it
 * @param round in which round, from 1
 * @param figures by name
 * @param fault why they mean nothing, or an empty text
 */
public record Sample(
    String scenario, String way, int round, Map<String, Double> figures, String fault) {

  public Sample {
    figures = Map.copyOf(figures);
  }

  /** A figure, when it was measured. */
  public OptionalDouble figure(String name) {
    Double value = figures.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** True when its figures mean nothing. */
  public boolean isVoid() {
    return !fault.isEmpty();
  }
}
