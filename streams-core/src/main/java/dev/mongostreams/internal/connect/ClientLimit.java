package dev.mongostreams.internal.connect;

import dev.mongostreams.internal.source.StreamSpec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Fits a stream to a client that ends each operation after a time, its {@code timeoutMS}: the
 * server must answer that nothing has come before the client loses its patience, or an idle stream
 * would be opened again and again.
 */
final class ClientLimit {
  /** What the server waits for an event unless it is told otherwise. */
  private static final Duration USUAL_AWAIT = Duration.ofSeconds(1);

  private static final Duration SHORTEST_AWAIT = Duration.ofMillis(1);

  private ClientLimit() {}

  /**
   * Fits.
   *
   * @param timeoutMillis the limit of the client; null or 0 for none
   * @throws IllegalArgumentException when the wait that was asked for does not fit
   */
  static StreamSpec fit(StreamSpec spec, @Nullable Long timeoutMillis) {
    if (timeoutMillis == null || timeoutMillis == 0) {
      return spec;
    }
    Duration limit = Duration.ofMillis(timeoutMillis);
    Duration asked = spec.maxAwait();
    if (asked != null && asked.compareTo(limit) >= 0) {
      throw new IllegalArgumentException(
          "Cannot watch "
              + spec.scope()
              + " with a maxAwait of "
              + asked.toMillis()
              + " ms: the client ends each read after timeoutMS, "
              + timeoutMillis
              + " ms. Give a shorter maxAwait or a longer timeoutMS.");
    }
    Duration half = limit.dividedBy(2);
    return asked != null || half.compareTo(USUAL_AWAIT) > 0
        ? spec
        : spec.withMaxAwait(half.compareTo(SHORTEST_AWAIT) < 0 ? SHORTEST_AWAIT : half);
  }
}
