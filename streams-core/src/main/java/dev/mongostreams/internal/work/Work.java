package dev.mongostreams.internal.work;

import dev.mongostreams.internal.lanes.Stretch;

/** The work of one worker. For one thread. */
public interface Work {

  /** Works until the stretch is complete, the watcher rests, or the user's code fails. */
  default Outcome work(Stretch stretch) {
    Outcome outcome = Outcome.DONE;
    while (outcome == Outcome.DONE && !stretch.complete() && !resting()) {
      outcome = next(stretch);
    }
    return outcome;
  }

  /** Works on the next event or events, without asking whether the watcher rests. */
  Outcome next(Stretch stretch);

  /** Asked before each call of the user's code: true when there is to be none. */
  boolean resting();
}
