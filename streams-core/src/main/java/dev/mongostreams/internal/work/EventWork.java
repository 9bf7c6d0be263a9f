package dev.mongostreams.internal.work;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeHandler;
import dev.mongostreams.Operation;
import dev.mongostreams.internal.lanes.Stretch;

/** Calls a handler for one event after the other. */
public final class EventWork implements Work {
  private final WorkRules rules;
  private final ChangeHandler handler;
  private final Tally tally;
  private final Setting setting;
  private final Mishaps mishaps;

  /** Makes the work of one worker. */
  public EventWork(WorkRules rules, ChangeHandler handler, Tally tally, Setting setting) {
    this.rules = rules;
    this.handler = handler;
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
    ChangeEvent event = stretch.current();
    if (event == null) {
      return Outcome.DONE;
    }
    try {
      Operation operation = event.operation();
      if (rules.wanted().test(operation)) {
        handler.onChange(event);
        tally.count(operation, setting.wallMillis().getAsLong());
      }
      stretch.advance();
      return Outcome.DONE;
    } catch (Throwable thrown) {
      // Errors too: whatever a handler throws, the watcher must not look alive afterwards.
      return mishaps.event(stretch, event, thrown);
    }
  }
}
