package dev.mongostreams.demo.walk;

/** Something the demo tells did not happen. Ends the walk; the message names the claim. */
public final class NotAsTold extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param claim what was told
   * @param found what was found instead
   */
  public NotAsTold(String claim, String found) {
    super(claim + System.lineSeparator() + "  but found: " + found);
  }
}
