package dev.mongostreams.cli.deliver;

import java.util.Set;

/** What an answer of a receiver means. */
final class Answers {
  /** Asks to wait, or somebody on the way says that the receiver is away. */
  private static final Set<Integer> LATER = Set.of(408, 425, 429, 502, 503, 504);

  /** Says nothing of the change: the address or the right to use it is wrong. */
  private static final Set<Integer> USELESS = Set.of(401, 403, 404, 405, 407, 410);

  private Answers() {}

  /** Tells whether this one asks to come again. */
  static boolean isLater(int status) {
    return LATER.contains(status);
  }

  /**
   * Returns when the change was taken.
   *
   * @param to the receiver
   * @param status of its answer
   * @throws Undelivered when it was not
   */
  static void check(String to, int status) {
    if (status >= 200 && status < 300) {
      return;
    }
    String why = "it answered " + status;
    if (isLater(status)) {
      throw new Undelivered.Later(to, why, null);
    }
    if (status >= 300 && status < 400) {
      throw new Undelivered.Useless(
          to,
          why + ", which sends us elsewhere, and no redirect is followed",
          "See where it leads, and give that place to --webhook.");
    }
    if (USELESS.contains(status)) {
      throw new Undelivered.Useless(
          to,
          why,
          "Correct --webhook, or what the receiver knows us by, and start again: what was not taken"
              + " comes again.");
    }
    if (status >= 400 && status < 500) {
      throw new Undelivered.Refused(to, why);
    }
    throw new Undelivered.Failed(to, why);
  }
}
