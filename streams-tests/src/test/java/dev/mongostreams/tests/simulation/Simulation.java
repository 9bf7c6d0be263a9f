package dev.mongostreams.tests.simulation;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.Scope;
import dev.mongostreams.StartPosition;
import dev.mongostreams.testkit.script.ScriptedHistory;
import dev.mongostreams.testkit.script.ScriptedSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * One life of a watched collection under a seed: a writer that writes, and one watcher after the
 * other that each end somehow (stopped, crashed, failed) and is followed by one that starts where
 * it had got to. The real machine throughout; what is random is the order of its steps, the faults,
 * the handler and the moment of each end.
 */
final class Simulation {
  private static final Scope SCOPE = new Scope.OfCollection("sim", "things");

  private final long seed;
  private final Random random;
  private final ScriptedHistory history = new ScriptedHistory("sim", "things");
  private final SeededFaults faults;
  private final ScriptedSource source;
  private final List<ChangeEvent> handled = new ArrayList<>();
  private int watchers;
  private int repeatable;

  Simulation(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
    this.faults = new SeededFaults(random);
    this.source = new ScriptedSource(SCOPE, history, faults);
  }

  /** Runs to the end and checks the rules. */
  Simulation run() {
    int toWrite = 20 + random.nextInt(200);
    StartPosition from = StartPosition.startAfter(ScriptedHistory.token(0));
    while (history.size() < toWrite || history.place(from) < history.size()) {
      if (++watchers > 1_000) {
        throw broken("the watchers make no progress");
      }
      SimulatedWatcher watcher =
          new SimulatedWatcher(source, from, random, handled, () -> write(toWrite));
      watcher.run();
      from = Objects.requireNonNullElse(watcher.floor(), from);
      repeatable += watcher.handledSinceSave();
      if (source.openCursors() > 0) {
        throw broken(source.openCursors() + " cursors are left open");
      }
    }
    check();
    return this;
  }

  private boolean write(int toWrite) {
    int some = 1 + random.nextInt(5);
    for (int i = 0; i < some && history.size() < toWrite; i++) {
      if (random.nextInt(40) == 0) {
        history.change(Operation.DROP);
        history.change(Operation.INVALIDATE);
      } else {
        history.change(
            oneOf(Operation.INSERT, Operation.UPDATE, Operation.DELETE), random.nextInt(5));
      }
    }
    return history.size() < toWrite;
  }

  private Operation oneOf(Operation... operations) {
    return operations[random.nextInt(operations.length)];
  }

  /** Nothing lost, in order, and repeated only what a crash may repeat. */
  private void check() {
    int next = 1;
    int repeated = 0;
    for (ChangeEvent event : handled) {
      int place = history.place(StartPosition.after(event.token()));
      if (place > next) {
        throw broken("place " + next + " was skipped: " + place + " came instead");
      }
      repeated += place < next ? 1 : 0;
      next = Math.max(next, place + 1);
    }
    if (next != history.size() + 1) {
      throw broken("place " + next + " of " + history.size() + " never came");
    }
    if (repeated > repeatable) {
      throw broken(repeated + " events were repeated where at most " + repeatable + " may be");
    }
  }

  private AssertionError broken(String how) {
    return new AssertionError("Seed " + seed + ": " + how + ".");
  }

  int injected() {
    return faults.injected();
  }

  int events() {
    return history.size();
  }

  int watchers() {
    return watchers;
  }
}
