package dev.mongostreams.internal.work;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.StartPosition;
import dev.mongostreams.failure.CheckpointFencedException;
import dev.mongostreams.internal.lanes.Stretch;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls the user's code for several events at once: as many as there are in the stretch, up to a
 * limit. A batch that keeps failing is taken apart.
 */
public final class BatchWork implements Work {
  private final WorkRules rules;
  private final int limit;
  private final Receiver receiver;
  private final Tally tally;
  private final Setting setting;
  private final Mishaps mishaps;

  /** What takes a batch. */
  @FunctionalInterface
  public interface Receiver {
    /**
     * Takes events.
     *
     * @param behind the position behind the last of them
     */
    void take(List<ChangeEvent> changes, StartPosition behind) throws Exception;

    /**
     * They are finished, and the stretch has moved on behind them.
     *
     * @param behind the position behind the last of them
     */
    default void taken(StartPosition behind) {}
  }

  /**
   * Events to hand over at once.
   *
   * @param places of the stretch that they cover, with those that nobody asked for
   * @param before places before the first of them
   */
  private record Cut(List<ChangeEvent> events, int places, int before) {}

  /** Makes the work of one worker. */
  public BatchWork(WorkRules rules, int limit, Receiver receiver, Tally tally, Setting setting) {
    this.rules = rules;
    this.limit = limit;
    this.receiver = receiver;
    this.tally = tally;
    this.setting = setting;
    this.mishaps = new Mishaps(rules, setting);
  }

  @Override
  public boolean resting() {
    return setting.resting().getAsBoolean();
  }

  @Override
  public Outcome next(Stretch stretch) {
    Outcome instead = mishaps.instead(stretch);
    if (instead != null) {
      return instead;
    }
    Cut cut = cut(stretch);
    try {
      take(stretch, cut);
      return Outcome.DONE;
    } catch (CheckpointFencedException fenced) {
      return new Outcome.Stop(fenced);
    } catch (Throwable thrown) {
      // Errors too: whatever a handler throws, the watcher must not look alive afterwards.
      if (cut.events.size() > 1) {
        return mishaps.batch(stretch, cut.places, thrown);
      }
      if (cut.before > 0) {
        // Of kinds that nobody asked for, and so finished.
        stretch.advance(cut.before);
      }
      return mishaps.event(stretch, cut.events.get(0), thrown);
    }
  }

  private void take(Stretch stretch, Cut cut) throws Exception {
    List<ChangeEvent> shown = shown(cut.events);
    if (shown.isEmpty()) {
      finish(stretch, cut, shown);
      return;
    }
    StartPosition behind = stretch.behind(stretch.done() + cut.places);
    receiver.take(shown, behind);
    finish(stretch, cut, shown);
    receiver.taken(behind);
  }

  private void finish(Stretch stretch, Cut cut, List<ChangeEvent> shown) {
    long now = setting.wallMillis().getAsLong();
    shown.forEach(event -> tally.count(event.operation(), now));
    tally.skip(cut.events.size() - shown.size());
    stretch.advance(cut.places);
  }

  private List<ChangeEvent> shown(List<ChangeEvent> events) {
    List<ChangeEvent> shown = new ArrayList<>(events.size());
    for (ChangeEvent event : events) {
      ChangeEvent one = rules.documents().shown(event);
      if (one != null) {
        shown.add(one);
      }
    }
    return List.copyOf(shown);
  }

  private Cut cut(Stretch stretch) {
    int most = stretch.isSingly() ? 1 : limit;
    List<ChangeEvent> events = new ArrayList<>();
    int first = stretch.done();
    int place = first;
    while (place < stretch.size() && events.size() < most) {
      ChangeEvent event = stretch.event(place++);
      if (rules.wanted().test(event.operation())) {
        first = events.isEmpty() ? place - 1 : first;
        events.add(event);
      }
    }
    return new Cut(events, place - stretch.done(), first - stretch.done());
  }
}
