package dev.mongostreams.cli.doctor.check;

import java.util.Locale;

/** How something that was looked at is. */
public enum Verdict {
  /** As it should be. */
  OK,
  /** It works, and will not under some load, age or outage. */
  WARNING,
  /** Watching does not work, or loses changes. */
  PROBLEM,
  /** It could not be seen, mostly for want of a right. */
  UNKNOWN;

  /**
   * How it is printed.
   *
   * @return one word in small letters
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
