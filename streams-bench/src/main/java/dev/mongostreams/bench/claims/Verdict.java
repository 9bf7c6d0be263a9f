package dev.mongostreams.bench.claims;

/** What a recording says of a claim. */
public enum Verdict {
  /** The figures are as the claim says. */
  HOLDS("holds"),
  /** Some of them are. */
  IN_PART("holds in part"),
  /**
   * The figures do not tell: the claim speaks of a weakness, and this run met none, which proves no
   * strength; or they are of less than it speaks of.
   */
  NOT_SHOWN("not shown"),
  /** The figures are not as the claim says. */
  FAILS("does not hold"),
  /** The recording has no such figures. */
  NOT_MEASURED("not measured");

  private final String text;

  Verdict(String text) {
    this.text = text;
  }

  /** As it is shown. */
  public String text() {
    return text;
  }

  /** {@link #HOLDS} or {@link #FAILS}. */
  static Verdict holdsIf(boolean condition) {
    return condition ? HOLDS : FAILS;
  }
}
