package dev.mongostreams.bench.claims;

/**
 * A line of the guide, and what a recording says of it.
 *
 * @param subject what the line is about
 * @param system whom it is about
 * @param words as the guide has them
 * @param measured the figures, or that there are none
 * @param conditions scenario, way and laps they are from, and when the claim would hold
 * @param verdict what they say
 */
public record Claim(
    String subject,
    String system,
    String words,
    String measured,
    String conditions,
    Verdict verdict) {

  /** A line of which a recording says nothing. */
  static Claim notMeasured(String subject, String system, String words, String rule) {
    return new Claim(
        subject, system, words, Verdict.NOT_MEASURED.text(), rule, Verdict.NOT_MEASURED);
  }
}
