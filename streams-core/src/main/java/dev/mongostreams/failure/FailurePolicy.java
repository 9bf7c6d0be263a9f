package dev.mongostreams.failure;

import com.mongodb.MongoInterruptedException;
import dev.mongostreams.letters.DeadLetterStore;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to do when a handler throws on an event: hand the same event over again a few times, with
 * growing pauses between, and then stop the watcher, put the event away as a dead letter, or skip
 * it.
 *
 * <pre>{@code
 * FailurePolicy.stop()
 *     .retries(5)
 *     .on(IllegalArgumentException.class, FailurePolicy.deadLetter(letters).retries(0))
 * }</pre>
 *
 * <p>While an event is retried, nothing behind it in its order is handled, so the order per
 * document holds. An {@link Error} and an interrupt of the handler stop the watcher at once,
 * whatever the policy says: trying again helps neither.
 *
 * <p>An event that the server cannot send, since it is too large even in parts, never reaches the
 * handler. What holds for a {@link StreamRefusedException} decides about it, without retries: it is
 * stepped over, as if the handler had failed on it, or the watcher stops. Its dead letter has what
 * the server can send of it: kind, place, time, and the key if that fits.
 *
 * <p>Immutable: each method returns another policy.
 */
public final class FailurePolicy {
  /**
   * Over within a second, so that a blip costs nothing and a handler that is wrong is told of soon.
   */
  private static final int DEFAULT_RETRIES = 3;

  private static final Duration DEFAULT_FIRST = Duration.ofMillis(100);
  private static final Duration DEFAULT_LONGEST = Duration.ofSeconds(10);
  private static final Duration MOST = Duration.ofHours(1);

  private static final FailurePolicy STOP =
      new FailurePolicy(
          Outcome.STOP, null, DEFAULT_RETRIES, DEFAULT_FIRST, DEFAULT_LONGEST, Map.of());
  private static final FailurePolicy STOP_AT_ONCE = STOP.retries(0);

  private final Outcome outcome;
  private final @Nullable DeadLetterStore store;
  private final int retries;
  private final Duration first;
  private final Duration longest;
  private final Map<Class<? extends Exception>, FailurePolicy> rules;

  private FailurePolicy(
      Outcome outcome,
      @Nullable DeadLetterStore store,
      int retries,
      Duration first,
      Duration longest,
      Map<Class<? extends Exception>, FailurePolicy> rules) {
    this.outcome = outcome;
    this.store = store;
    this.retries = retries;
    this.first = first;
    this.longest = longest;
    this.rules = rules;
  }

  /** What becomes of an event when its retries are used up. */
  public enum Outcome {
    /** The watcher stops. Nothing is lost: the event comes again when it is started again. */
    STOP,
    /**
     * The event is put away, then counts as handled. Nothing is lost, but later events of the same
     * document are handled without it.
     */
    DEAD_LETTER,
    /** The event counts as handled. It is lost to the handler, and counted. */
    SKIP
  }

  /**
   * Stops the watcher when the retries are used up. The default of a watcher: nothing is lost.
   *
   * @return a policy of 3 retries
   */
  public static FailurePolicy stop() {
    return STOP;
  }

  /**
   * Goes on without the event when the retries are used up. The handler never sees it again: it is
   * lost, and counted.
   *
   * @return a policy of 3 retries
   */
  public static FailurePolicy skip() {
    return new FailurePolicy(
        Outcome.SKIP, null, DEFAULT_RETRIES, DEFAULT_FIRST, DEFAULT_LONGEST, Map.of());
  }

  /**
   * Puts the event away when the retries are used up, then goes on. The event counts as handled
   * once the store has it for good; a store that fails stops the watcher.
   *
   * @param store where the event is kept; stays open for as long as the watcher runs
   * @return a policy of 3 retries
   */
  public static FailurePolicy deadLetter(DeadLetterStore store) {
    return new FailurePolicy(
        Outcome.DEAD_LETTER, store, DEFAULT_RETRIES, DEFAULT_FIRST, DEFAULT_LONGEST, Map.of());
  }

  /**
   * Says how often an event is handed over again after its first failure.
   *
   * @param retries 0 or more, by default 3; 0 hands each event over once
   * @return another policy
   * @throws IllegalArgumentException when it is negative
   */
  public FailurePolicy retries(int retries) {
    if (retries < 0) {
      throw new IllegalArgumentException(
          "Cannot retry " + retries + " times: give 0, or the number of further attempts.");
    }
    return new FailurePolicy(outcome, store, retries, first, longest, rules);
  }

  /**
   * Says how long the first pause is. Each further one is twice as long, up to 10 seconds, or to
   * the first if that is longer; each is cut by up to a half at random.
   *
   * @param first from zero to 1 hour, by default 100 ms; with zero there are no pauses
   * @return another policy
   * @throws IllegalArgumentException when it is negative, or more than 1 hour
   */
  public FailurePolicy backoff(Duration first) {
    return backoff(first, first.compareTo(DEFAULT_LONGEST) > 0 ? first : DEFAULT_LONGEST);
  }

  /**
   * Says how long the pauses between attempts are: the first one, then each twice as long, up to
   * the longest; each is cut by up to a half at random, so that what failed together does not come
   * back together.
   *
   * @param first from zero to the longest, by default 100 ms; with zero there are no pauses
   * @param longest at most 1 hour, by default 10 seconds
   * @return another policy
   * @throws IllegalArgumentException when one is out of its range
   */
  public FailurePolicy backoff(Duration first, Duration longest) {
    if (first.isNegative() || longest.compareTo(first) < 0 || longest.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          "Cannot pause from "
              + first
              + " to "
              + longest
              + ": give a first pause of zero or more, and a longest one that is not shorter and at"
              + " most 1 hour.");
    }
    return new FailurePolicy(outcome, store, retries, first, longest, rules);
  }

  /**
   * Does something else for one class of exceptions and its subclasses. Where several fit, the
   * closest superclass of what was thrown decides; the order of calls does not matter, and a second
   * call for the same class takes the place of the first. Looks at what the handler threw, not at
   * its causes.
   *
   * @param type what the handler throws
   * @param policy with retries and pauses of its own, and no exceptions to it
   * @return another policy
   * @throws IllegalArgumentException when the policy has such rules itself, or the type is {@link
   *     InterruptedException}, which always stops
   */
  public FailurePolicy on(Class<? extends Exception> type, FailurePolicy policy) {
    if (!policy.rules.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot treat "
              + type.getName()
              + " by a policy that has rules of its own: call on(...) for each of them here.");
    }
    if (InterruptedException.class.isAssignableFrom(type)) {
      throw new IllegalArgumentException(
          "Cannot treat "
              + type.getName()
              + " by a policy: an interrupt always stops the watcher. Leave this rule out.");
    }
    Map<Class<? extends Exception>, FailurePolicy> more = new LinkedHashMap<>(rules);
    more.put(type, policy);
    return new FailurePolicy(outcome, store, retries, first, longest, Map.copyOf(more));
  }

  /**
   * Finds what holds for one failure.
   *
   * @param thrown what the handler threw
   * @return this policy, the rule that fits best, or a stop without retries for an {@link Error}
   *     and an interrupt
   */
  public FailurePolicy after(Throwable thrown) {
    if (thrown instanceof Error
        || thrown instanceof InterruptedException
        || thrown instanceof MongoInterruptedException
        || thrown instanceof ClosedByInterruptException) {
      return STOP_AT_ONCE;
    }
    for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
      FailurePolicy rule = rules.get(type);
      if (rule != null) {
        return rule;
      }
    }
    return this;
  }

  /**
   * Tells what becomes of an event when its retries are used up.
   *
   * @return what happens then
   */
  public Outcome outcome() {
    return outcome;
  }

  /**
   * Tells where dead letters go.
   *
   * @return the store, or null unless the outcome is {@link Outcome#DEAD_LETTER}
   */
  public @Nullable DeadLetterStore store() {
    return store;
  }

  /**
   * Tells how often an event is handed over again.
   *
   * @return attempts after the first one
   */
  public int retries() {
    return retries;
  }

  /**
   * Tells how long the first pause is.
   *
   * @return the pause before it is cut at random
   */
  public Duration firstPause() {
    return first;
  }

  /**
   * Tells how long a pause becomes at most.
   *
   * @return the pause before it is cut at random
   */
  public Duration longestPause() {
    return longest;
  }

  /** Returns the policy in words, for logs. */
  @Override
  public String toString() {
    return retries
        + " retries, then "
        + outcome
        + (rules.isEmpty() ? "" : ", with " + rules.size() + " rules for exceptions");
  }
}
