package dev.mongostreams.cli.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/**
 * A file that an option names. What it holds is in no message.
 *
 * @param option with its dashes
 * @param path as typed
 */
public record SecretFile(String option, Path path) {

  /**
   * Reads it, once: it may be a pipe.
   *
   * @param mostBytes a longer one is refused
   * @return its text
   * @throws IllegalArgumentException when it cannot be read, or is no text in UTF-8
   */
  public String text(int mostBytes) {
    byte[] bytes;
    try (InputStream file = Files.newInputStream(path)) {
      bytes = file.readNBytes(mostBytes + 1);
    } catch (NoSuchFileException missing) {
      throw refused("there is no such file", "Correct the path.");
    } catch (IOException unreadable) {
      throw refused(
          Files.isDirectory(path) ? "it is a directory" : "it cannot be read",
          "Give a file that this user may read.");
    }
    if (bytes.length > mostBytes) {
      throw refused("it has more than " + mostBytes + " bytes", "Give the right file.");
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException binary) {
      throw refused("it is no text in UTF-8", "Give the right file, or write it in UTF-8.");
    }
  }

  /**
   * Tells whether every user of this machine may read it.
   *
   * @return false also where files have no such rights, as on Windows, and for what is no file
   */
  public boolean isOpenToAll() {
    try {
      return Files.isRegularFile(path)
          && Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException | UnsupportedOperationException cannotTell) {
      return false;
    }
  }

  /**
   * What to say of one that is open to all.
   *
   * @return a line for stderr
   */
  public String warning() {
    return "warning: every user of this machine may read "
        + path
        + ", which holds a secret: chmod 600 it, or give that mode to the mounted secret.";
  }

  /**
   * Says why it is of no use.
   *
   * @param why without what is in it
   * @param cure what to do, full sentences
   * @return to be thrown
   */
  public IllegalArgumentException refused(String why, String cure) {
    return new IllegalArgumentException(
        "Cannot use " + option + " " + path + ": " + why + ". " + cure);
  }
}
