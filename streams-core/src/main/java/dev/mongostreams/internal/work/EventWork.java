package dev.mongostreams.internal.work;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeHandler;
import dev.mongostreams.internal.lanes.Stretch;
import org.jspecify.annotations.Nullable;

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
      if (rules.wanted().test(event.operation())) {
        handle(rules.documents().shown(event));
      }
      stretch.advance();
      return Outcome.DONE;
    } catch (Throwable thrown) {
      // Errors too: whatever a handler throws, the watcher must not look alive afterwards.
      return mishaps.event(stretch, event, thrown);
    }
  }

  private void handle(@Nullable ChangeEvent shown) throws Exception {
    if (shown == null) {
      tally.skip(1);
      return;
    }
    handler.onChange(shown);
    tally.count(shown.operation(), setting.wallMillis().getAsLong());
  }
}
