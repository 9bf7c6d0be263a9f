package dev.mongostreams.internal.checkpoint;

import dev.mongostreams.StartPosition;
import dev.mongostreams.internal.read.Backoff;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Saves the floor, one save at a time: the first one before the first event, then by time and by
 * count, more slowly while nothing is handled, and a last one at the end. Saves by count take a
 * twentieth of the time at most, so that neither a fast stream nor a slow store makes a watcher do
 * little else. Claims no progress that has not been saved: a save that fails is tried again, with
 * growing pauses. Pure; whoever owns it holds the lock.
 */
public final class CheckpointWriter {
  /** How many times as long as a save took none follows it by count. */
  private static final int REST = 19;

  private final @Nullable Cadence cadence;
  private final int pressing;
  private final Backoff backoff;

  private @Nullable StartPosition saved;
  private long savedEvents;
  private long savedNanos;

  /** What is being saved, with the count of events below it. */
  private @Nullable StartPosition underWay;

  private long underWayEvents;
  private long underWayNanos;

  /** Before then nothing is saved by count. */
  private long restNanos;

  private boolean failing;
  private long retryNanos;
  private boolean ended;

  /**
   * Makes a writer.
   *
   * @param cadence how often to save; null to save nothing, ever
   * @param pressing unsaved events from which on a save by count does not rest after the last one
   * @param saved the position that is saved already, or null
   */
  public CheckpointWriter(
      @Nullable Cadence cadence,
      int pressing,
      @Nullable StartPosition saved,
      RandomGenerator random) {
    this.cadence = cadence;
    this.pressing = pressing;
    this.saved = saved;
    this.backoff = new Backoff(random);
    this.ended = cadence == null;
  }

  /**
   * What to do now.
   *
   * @param floor the position to save, or null until a cursor is open
   * @param lostAfter the last position before the newest gap below the floor, or null
   * @param events how many events lie below it
   * @param ending true when nothing more will be handled
   */
  public SaveStep step(
      @Nullable StartPosition floor,
      @Nullable StartPosition lostAfter,
      long events,
      boolean ending,
      long nowNanos) {
    if (ended || cadence == null) {
      return new SaveStep.End();
    }
    long later = nowNanos + cadence.every().toNanos();
    if (floor == null || !owes(floor)) {
      return new SaveStep.Wait(later);
    }
    long due = due(cadence, events, ending, nowNanos);
    if (due - nowNanos > 0) {
      return new SaveStep.Wait(due - later > 0 ? later : due);
    }
    underWay = floor;
    underWayEvents = events;
    underWayNanos = nowNanos;
    return new SaveStep.Save(floor, lostAfter);
  }

  private long due(Cadence pace, long events, boolean ending, long nowNanos) {
    if (failing) {
      return retryNanos;
    }
    if (ending || saved == null) {
      return nowNanos;
    }
    if (urgent(events)) {
      boolean rests = restNanos - nowNanos > 0 && events - savedEvents < pressing;
      return rests ? restNanos : nowNanos;
    }
    boolean idle = events == savedEvents;
    return savedNanos + (idle ? pace.whenIdle() : pace.every()).toNanos();
  }

  /** Tells whether a save is due before its time, by count or since there was none. */
  public boolean urgent(long events) {
    return cadence != null && (saved == null || events - savedEvents >= cadence.events());
  }

  /** Tells whether that position is still to be saved. */
  public boolean owes(@Nullable StartPosition floor) {
    return !ended && floor != null && !floor.equals(saved);
  }

  /** The save is on the disk. */
  public void saved(long nowNanos) {
    saved = underWay;
    savedEvents = underWayEvents;
    savedNanos = nowNanos;
    restNanos = nowNanos + REST * (nowNanos - underWayNanos);
    underWay = null;
    failing = false;
    backoff.reset();
  }

  /** Somebody else has stored that position, with the effect of the events below it. */
  public void kept(StartPosition position, long events, long nowNanos) {
    underWay = position;
    underWayEvents = events;
    underWayNanos = nowNanos;
    saved(nowNanos);
  }

  /** The save failed; what was saved before still is. Returns how long the next try waits. */
  public long failed(long nowNanos) {
    underWay = null;
    failing = true;
    long delay = backoff.nextNanos();
    retryNanos = nowNanos + delay;
    return delay;
  }

  /** Saves nothing more. */
  public void end() {
    ended = true;
  }

  /** True when positions are saved at all. */
  public boolean keeps() {
    return cadence != null;
  }

  /** Tells whether events may be handed out: none before the first position is saved. */
  public boolean open() {
    return cadence == null || saved != null;
  }

  /** How many events lie below the saved position. */
  public long savedEvents() {
    return savedEvents;
  }

  /** How many saves in a row have failed. */
  public int failures() {
    return backoff.attempts();
  }

  /** What was saved last, or null. */
  public @Nullable StartPosition savedPosition() {
    return saved;
  }
}
