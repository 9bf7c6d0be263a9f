package dev.mongostreams.tests.simulation;

import dev.mongostreams.testkit.script.Faults;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Faults of every class, as often as a seed says. */
final class SeededFaults implements Faults {
  private static final int[] UNLABELLED = {237, 175, 11601, 1};
  private static final int[] LABELLED = {91, 189, 10107, 11600, 11602, 262};
  private static final int[] FINAL = {280, 286, 13, 50811};

  private final Random random;
  private final double rate;
  private final double finalRate;
  private int injected;

  SeededFaults(Random random) {
    this.random = random;
    this.rate = random.nextInt(4) * 0.1;
    this.finalRate = random.nextInt(8) == 0 ? 0.01 : 0;
  }

  @Override
  public @Nullable RuntimeException onOpen() {
    return fault();
  }

  @Override
  public @Nullable RuntimeException onRead() {
    return fault();
  }

  private @Nullable RuntimeException fault() {
    if (random.nextDouble() < finalRate) {
      return counted(Faults.serverError(oneOf(FINAL)));
    }
    if (random.nextDouble() >= rate) {
      return null;
    }
    return counted(
        switch (random.nextInt(4)) {
          case 0 -> Faults.connectionLost();
          case 1 -> Faults.serverError(43);
          case 2 -> Faults.serverError(oneOf(UNLABELLED));
          default -> Faults.serverError(oneOf(LABELLED), RESUMABLE);
        });
  }

  private RuntimeException counted(RuntimeException fault) {
    injected++;
    return fault;
  }

  private int oneOf(int[] codes) {
    return codes[random.nextInt(codes.length)];
  }

  int injected() {
    return injected;
  }
}
