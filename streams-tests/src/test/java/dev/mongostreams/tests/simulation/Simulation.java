package dev.mongostreams.tests.simulation;

import dev.mongostreams.Operation;
import dev.mongostreams.Scope;
import dev.mongostreams.StartPosition;
import dev.mongostreams.internal.source.ChangeSource.Form;
import dev.mongostreams.testkit.script.ScriptedHistory;
import dev.mongostreams.testkit.script.ScriptedSource;
import java.util.Random;

/**
 * One life of a watched collection under a seed: a writer that writes, and one watcher after the
 * other that each end somehow (stopped, crashed, failed) and is followed by one that goes on from
 * the checkpoint. The real machine throughout; what is random is the order of its steps, the
 * faults, the store, the handler and the moment of each end.
 */
final class Simulation {
  private static final Scope SCOPE = new Scope.OfCollection("sim", "things");

  private final long seed;
  private final Random random;
  private final ScriptedHistory history = new ScriptedHistory("sim", "things");
  private final Ledger ledger = new Ledger(history);
  private final SeededFaults faults;
  private final FlakyStore store;
  private final ScriptedSource source;
  private int watchers;

  /** Prepares a life. */
  Simulation(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
    this.faults = new SeededFaults(random);
    this.store = new FlakyStore(history, ledger, random);
    this.source =
        new ScriptedSource(
            SCOPE, history, faults, random.nextInt(4) == 0 ? Form.NARROW : Form.SPLIT);
  }

  /**
   * Runs to the end.
   *
   * @throws AssertionError with the seed, when a rule was broken
   */
  Outcomes run() {
    try {
      live();
    } catch (RuntimeException | AssertionError broken) {
      throw new AssertionError("Seed " + seed + ": " + broken.getMessage(), broken);
    }
    return new Outcomes(
        1,
        history.size(),
        ledger.repeated(),
        ledger.resyncs(),
        ledger.putAway(),
        faults.injected(),
        store.failures(),
        store.unknown(),
        watchers);
  }

  private void live() {
    int toWrite = 20 + random.nextInt(200);
    StartPosition from = StartPosition.startAfter(ScriptedHistory.token(0));
    Runnable zombie = () -> {};
    while (history.size() < toWrite || !ledger.complete()) {
      if (++watchers > 1_000) {
        throw new AssertionError("the watchers make no progress");
      }
      SimulatedWatcher watcher =
          new SimulatedWatcher(source, store, from, random, ledger, () -> write(toWrite), zombie);
      watcher.run();
      zombie = watcher.zombie();
      if (source.openCursors() > 0) {
        throw new AssertionError(source.openCursors() + " cursors are left open");
      }
    }
  }

  private boolean write(int toWrite) {
    int some = 1 + random.nextInt(5);
    for (int i = 0; i < some && history.size() < toWrite; i++) {
      if (random.nextInt(40) == 0) {
        history.change(Operation.DROP);
        history.change(Operation.INVALIDATE);
      } else if (random.nextInt(30) == 0) {
        history.large(Operation.UPDATE, random.nextInt(5), 2 + random.nextInt(2));
      } else if (random.nextInt(60) == 0 && !behindFragments()) {
        history.unsendable(Operation.UPDATE, random.nextInt(5));
      } else {
        history.change(
            oneOf(Operation.INSERT, Operation.UPDATE, Operation.DELETE), random.nextInt(5));
      }
    }
    return history.size() < toWrite;
  }

  /** There the watcher ends for good: no skeleton can be asked for. */
  private boolean behindFragments() {
    return history.size() > 0 && history.fragments(history.size()) > 1;
  }

  private Operation oneOf(Operation... operations) {
    return operations[random.nextInt(operations.length)];
  }
}
