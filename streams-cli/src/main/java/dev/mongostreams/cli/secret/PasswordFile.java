package dev.mongostreams.cli.secret;

/** Reads a file that holds a password and nothing else. */
public final class PasswordFile {
  private static final int MOST_BYTES = 4096;
  private static final String ALONE = "Write the password into it, and nothing else.";

  private PasswordFile() {}

  /**
   * Reads the password. A newline at the end is not part of it, as editors and {@code echo} leave
   * one.
   *
   * @param file where it is
   * @return at least one character
   * @throws IllegalArgumentException when the file cannot be read, or holds something else
   */
  public static String read(SecretFile file) {
    String text = file.text(MOST_BYTES).replaceFirst("\\r?\\n\\z", "");
    if (text.isEmpty()) {
      throw file.refused("it is empty", ALONE);
    }
    if (text.startsWith("\uFEFF")) {
      throw file.refused("it begins with a byte order mark", "Save it as UTF-8 without one.");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw file.refused("it has more than one line, or a control character", ALONE);
    }
    return text;
  }
}
