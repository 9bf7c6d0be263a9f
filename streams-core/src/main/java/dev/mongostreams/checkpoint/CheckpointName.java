package dev.mongostreams.checkpoint;

import java.util.regex.Pattern;

/**
 * The one rule for names, so that a checkpoint can be copied from any store to any other. Stores
 * check by it; usable by any thread.
 */
public final class CheckpointName {
  /** What is the same name on each file system, and no other file than its own. */
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

  private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7E]");
  private static final int MOST_SHOWN = 100;

  private CheckpointName() {}

  /**
   * Checks a name.
   *
   * @param name of a checkpoint
   * @return the same name
   * @throws IllegalArgumentException when it is none; the message tells the rule
   */
  public static String checked(String name) {
    if (!isOne(name)) {
      String start = name.length() > MOST_SHOWN ? name.substring(0, MOST_SHOWN) + "..." : name;
      throw new IllegalArgumentException(
          "Cannot name a checkpoint \""
              + UNPRINTABLE.matcher(start).replaceAll("?")
              + "\": a name has 1 to 100 letters, digits, dots, dashes and underscores, and does not"
              + " start with a dot. Give such a name.");
    }
    return name;
  }

  static boolean isOne(String name) {
    return FORM.matcher(name).matches();
  }
}
