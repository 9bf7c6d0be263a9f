package dev.mongostreams.demo.ai;

/** What no backend stores. */
final class Refusals {
  private Refusals() {}

  static void checkConfidence(double confidence) {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException(
          "Cannot store a confidence of " + confidence + ": give a number from 0 to 1.");
    }
  }

  static IllegalArgumentException missing(String wanted, String parent, long id) {
    return new IllegalArgumentException(
        "Cannot store a "
            + wanted
            + " of "
            + parent
            + " "
            + id
            + ": there is none of that number.");
  }
}
