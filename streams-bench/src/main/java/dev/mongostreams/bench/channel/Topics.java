package dev.mongostreams.bench.channel;

import dev.mongostreams.bench.lap.Order;
import java.util.Locale;

/**
 * A channel that is split by the last two digits of each number, so that one who listens can leave
 * out what it does not want. A text without a number goes to {@code 00}.
 */
public interface Topics extends Channel {
  /** How many there are. */
  int COUNT = 100;

  /**
   * What a lap has to be told to hear only of the first topics.
   *
   * @param keep how many: 1 to 9, or a multiple of 10 up to 100
   */
  Order order(int keep);

  /** The topic of a number, two digits. */
  static String of(int number) {
    return String.format(Locale.ROOT, "%02d", number % COUNT);
  }
}
