package dev.mongostreams.failure;

import java.io.Serializable;

/**
 * An error in the four parts a reader needs at three in the morning. Holds no document, no key and
 * no credential. Immutable.
 *
 * @param what what failed, as the start of a sentence: {@code Cannot watch}
 * @param on the thing it failed on, a namespace or a watcher: {@code aidb.predictions}
 * @param why the value seen and the rule it broke, without a full stop
 * @param cure what to do next, a full sentence
 */
public record Explanation(String what, String on, String why, String cure) implements Serializable {

  /**
   * Returns the four parts as one line of text.
   *
   * @return {@code what on: why. cure}
   */
  public String message() {
    return what + " " + on + ": " + why + ". " + cure;
  }
}
