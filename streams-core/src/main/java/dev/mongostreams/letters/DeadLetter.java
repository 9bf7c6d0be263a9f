package dev.mongostreams.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ResumeToken;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An event that a handler could not handle, byte for byte as the server sent it, and how it failed.
 * Immutable, compared by content.
 */
public final class DeadLetter {
  private static final int ID_BYTES = 16;

  private final String id;
  private final String watcher;
  private final ChangeEvent event;
  private final Failure failure;

  private DeadLetter(String watcher, ChangeEvent event, Failure failure) {
    this.id = id(watcher, event.token());
    this.watcher = watcher;
    this.event = event;
    this.failure = failure;
  }

  /**
   * How the attempts at an event failed. The text of the exception is kept without what stands
   * between braces, which may be a document, without passwords, and up to 1,000 characters.
   *
   * @param error class of the last exception
   * @param message its text and that of its causes; empty when it has none
   * @param attempts how often the handler was called; 0 when the server could not send the event,
   *     and the letter has only what tells which it is
   * @param firstAt when the first attempt failed, to the millisecond
   * @param lastAt when the last attempt failed, to the millisecond
   */
  public record Failure(
      String error, String message, int attempts, Instant firstAt, Instant lastAt) {

    /**
     * Keeps times as stores do.
     *
     * @param error class of the last exception
     * @param message its text
     * @param attempts how often the handler was called
     * @param firstAt when the first attempt failed
     * @param lastAt when the last attempt failed
     */
    public Failure {
      firstAt = Instant.ofEpochMilli(firstAt.toEpochMilli());
      lastAt = Instant.ofEpochMilli(lastAt.toEpochMilli());
    }

    /**
     * Describes what a handler threw last.
     *
     * @param thrown the exception
     * @param attempts how often the handler was called
     * @param firstAt when the first attempt failed
     * @param lastAt when the last attempt failed
     * @return the description, without documents
     */
    public static Failure of(Throwable thrown, int attempts, Instant firstAt, Instant lastAt) {
      return new Failure(
          thrown.getClass().getName(), FailureText.of(thrown), attempts, firstAt, lastAt);
    }
  }

  /**
   * Makes the letter of an event.
   *
   * @param watcher name of the watcher whose handler failed
   * @param event the event; copied, so that the reply it came in is not kept alive
   * @param failure how it failed
   * @return the letter
   * @throws IllegalStateException when the event has no token
   */
  public static DeadLetter of(String watcher, ChangeEvent event, Failure failure) {
    return new DeadLetter(watcher, event.detach(), failure);
  }

  /** The same event failing again in the same watcher is the same letter; in another it is not. */
  private static String id(String watcher, ResumeToken token) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(watcher.getBytes(UTF_8));
      digest.update((byte) 0);
      digest.update(token.document().toJson().getBytes(UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), ID_BYTES));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Each JDK has SHA-256.", impossible);
    }
  }

  /**
   * Names the letter within its store: made of the watcher and the token, so that an event that
   * fails again after a crash gives the same letter.
   *
   * @return 32 hexadecimal digits
   */
  public String id() {
    return id;
  }

  /**
   * Tells whose handler failed.
   *
   * @return the name of the watcher
   */
  public String watcher() {
    return watcher;
  }

  /**
   * Returns the event.
   *
   * @return the event, on bytes of its own
   */
  public ChangeEvent event() {
    return event;
  }

  /**
   * Returns the position of the event.
   *
   * @return the token that resumes right after it
   */
  public ResumeToken token() {
    return event.token();
  }

  /**
   * Tells where the change was made.
   *
   * @return {@code database.collection}, or what the event has of it
   */
  public String namespace() {
    return event.collection().isEmpty()
        ? event.database()
        : event.database() + "." + event.collection();
  }

  /**
   * Tells how it failed.
   *
   * @return the failure
   */
  public Failure failure() {
    return failure;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DeadLetter letter
        && id.equals(letter.id)
        && failure.equals(letter.failure)
        && event.raw().equals(letter.event.raw());
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  /** Names the letter and the kind of its failure, and nothing of the data. */
  @Override
  public String toString() {
    return id + " of " + watcher + ": " + failure.error();
  }
}
