package dev.mongostreams.testkit.way;

import org.jspecify.annotations.Nullable;

/** A way does not lead to a replica set on this machine. Not an error while others are left. */
public final class PassedOver extends Exception {
  private static final long serialVersionUID = 1L;

  /** What would open this way. */
  private final String cure;

  /**
   * Creates the exception.
   *
   * @param why the value seen and the rule, one line without a full stop
   * @param cure what would open this way, one line without a full stop
   * @param cause what was thrown, or null
   */
  public PassedOver(String why, String cure, @Nullable Throwable cause) {
    super(why, cause);
    this.cure = cure;
  }

  /**
   * Creates the exception.
   *
   * @param why the value seen and the rule, one line without a full stop
   * @param cure what would open this way, one line without a full stop
   */
  public PassedOver(String why, String cure) {
    this(why, cure, null);
  }

  /**
   * Returns why the way was passed over.
   *
   * @return one line without a full stop
   */
  public String why() {
    return String.valueOf(getMessage());
  }

  /**
   * Returns what would open this way.
   *
   * @return one line without a full stop
   */
  public String cure() {
    return cure;
  }
}
