package dev.mongostreams.failure;

import org.jspecify.annotations.Nullable;

/**
 * What to do when the server no longer has the changes that follow the position of a watcher. The
 * lost ones are lost whatever is done; in each case the listener is told of the {@link Gap}, it is
 * counted, and a checkpoint keeps the old position beside the new one. Immutable.
 */
public final class HistoryLostPolicy {
  private static final HistoryLostPolicy STOP = new HistoryLostPolicy(From.NOWHERE, null);

  private final From from;
  private final @Nullable Resync resync;

  private HistoryLostPolicy(From from, @Nullable Resync resync) {
    this.from = from;
    this.resync = resync;
  }

  /** Where a watcher goes on. */
  public enum From {
    /** It stops, with a {@link ResumePointLostException}. Its position stays where it was. */
    NOWHERE,
    /** At the server's present time: all changes between are lost. */
    NOW,
    /**
     * At the oldest change the server still has: as little as can be is lost. Needs {@code read} on
     * {@code local}; without it the watcher stops.
     */
    OLDEST
  }

  /** Brings back what the lost changes would have told. */
  @FunctionalInterface
  public interface Resync {
    /**
     * Called when all that was read before the gap is handled, by a thread that handles events, and
     * before the first event behind it, with the new cursor already open: what is read from the
     * database now, and the events that follow, leave no hole. Called again after a crash.
     *
     * @param gap what is missing
     * @throws Exception whatever went wrong; treated as one of the handler's
     */
    void resync(Gap gap) throws Exception;
  }

  /**
   * Stops the watcher. The default.
   *
   * @return the policy
   */
  public static HistoryLostPolicy stop() {
    return STOP;
  }

  /**
   * Goes on with what happens from now on.
   *
   * @return the policy
   */
  public static HistoryLostPolicy fromNow() {
    return new HistoryLostPolicy(From.NOW, null);
  }

  /**
   * Goes on with the oldest change that the server still has.
   *
   * @return the policy
   */
  public static HistoryLostPolicy fromOldest() {
    return new HistoryLostPolicy(From.OLDEST, null);
  }

  /**
   * Goes on from now, and lets the application bring back what is missing before it does.
   *
   * @param resync called once for each gap, between the events before and those behind it
   * @return the policy
   */
  public static HistoryLostPolicy resync(Resync resync) {
    return new HistoryLostPolicy(From.NOW, resync);
  }

  /**
   * Tells where the watcher goes on.
   *
   * @return where
   */
  public From from() {
    return from;
  }

  /**
   * Tells what is called at a gap.
   *
   * @return the call, or null when there is none
   */
  public @Nullable Resync resync() {
    return resync;
  }
}
