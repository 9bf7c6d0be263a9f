package dev.mongostreams.internal.run;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * How long a wait for the server may last.
 *
 * @param silence before the server is asked about it, and between two questions
 * @param denials how many of them in a row end it
 * @param working asks whether the server is at work on an answer; may block for some seconds
 */
public record Patience(Duration silence, int denials, BooleanSupplier working) {

  /** Ten times the usual wait of the server, and half a minute for an answer that is on its way. */
  public static Patience asking(BooleanSupplier working) {
    return new Patience(Duration.ofSeconds(10), 3, working);
  }
}
