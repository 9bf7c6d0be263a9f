package dev.mongostreams.tests.simulation;

import dev.mongostreams.StartPosition;
import dev.mongostreams.WatcherState;
import dev.mongostreams.checkpoint.CheckpointIdentity;
import dev.mongostreams.failure.FailurePolicy;
import dev.mongostreams.failure.HistoryLostPolicy;
import dev.mongostreams.failure.StreamRefusedException;
import dev.mongostreams.failure.StreamsException;
import dev.mongostreams.internal.checkpoint.Cadence;
import dev.mongostreams.internal.checkpoint.Keeping;
import dev.mongostreams.internal.checkpoint.SaveStep;
import dev.mongostreams.internal.lanes.Stretch;
import dev.mongostreams.internal.read.FailureClassifier;
import dev.mongostreams.internal.read.ReaderStep;
import dev.mongostreams.internal.source.Batch;
import dev.mongostreams.internal.source.ChangeCursor;
import dev.mongostreams.internal.watch.WatchMachine;
import dev.mongostreams.internal.watch.WatchOptions;
import dev.mongostreams.internal.work.Outcome;
import dev.mongostreams.internal.work.Setting;
import dev.mongostreams.internal.work.Work;
import dev.mongostreams.testkit.script.ScriptedSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The second form of the runner: turns one machine in one thread, on a clock of its own, one step
 * at a time, and lets chance say whose turn it is. A step that takes time begins in one turn and
 * ends in a later one: meanwhile anything may happen.
 */
final class SimulatedWatcher {
  private static final long BUDGET = 16L << 10;
  private static final int MOST_WORKERS = 4;

  private final ScriptedSource source;
  private final Random random;
  private final Ledger ledger;
  private final BooleanSupplier writer;
  private final Runnable before;
  private final Keeping keeping;
  private final WatchMachine machine;
  private final Hands hands;
  private final Work work;
  private final @Nullable Stretch[] inHand;
  private final double pauseRate;
  private final double endRate;

  private long nowNanos;
  private @Nullable ReaderStep reading;
  private SaveStep.@Nullable Save saving;
  private long largest;
  private boolean crashed;

  SimulatedWatcher(
      ScriptedSource source,
      FlakyStore store,
      StartPosition from,
      Random random,
      Ledger ledger,
      BooleanSupplier writer,
      Runnable before) {
    this.before = before;
    this.source = source;
    this.random = random;
    this.ledger = ledger;
    this.writer = writer;
    this.hands = new Hands(random, random.nextInt(5) * 0.05, ledger);
    this.pauseRate = random.nextInt(2) * 0.005;
    this.endRate = random.nextInt(3) * 0.002;
    this.keeping = Keeping.claim(store, "sim", new CheckpointIdentity(Map.of()), false);
    WatchOptions options = options(from);
    StartPosition saved = keeping.position();
    this.inHand = new Stretch[hands.threads(options.workers())];
    this.machine =
        new WatchMachine(
            source, options, saved, new FailureClassifier(true), random, () -> Instant.EPOCH);
    this.work =
        hands.work(
            machine,
            keeping,
            new Setting(() -> nowNanos / 1_000_000, random, machine::resting),
            () -> nowNanos);
    ledger.begins(options.workers(), options.maxUnsaved(), saved);
  }

  private WatchOptions options(StartPosition from) {
    return WatchOptions.named("sim")
        .startAt(from)
        .byteBudget(BUDGET)
        .batchSize(1 + random.nextInt(20))
        .workers(hands.workers(1 + random.nextInt(MOST_WORKERS)))
        .batch(hands.limit())
        .sink(hands.keepsPosition())
        .maxUnsaved(1 + random.nextInt(100))
        .failures(
            FailurePolicy.stop()
                .retries(random.nextInt(4))
                .backoff(Duration.ofMillis(2))
                .on(
                    StreamRefusedException.class,
                    FailurePolicy.deadLetter(new FlakyLetters(random, ledger))))
        .historyLost(
            random.nextBoolean()
                ? HistoryLostPolicy.stop()
                : HistoryLostPolicy.resync(gap -> resync()))
        .cadence(new Cadence(Duration.ofMillis(1 + random.nextInt(50)), 1 + random.nextInt(40)))
        .build();
  }

  private void resync() {
    if (random.nextInt(4) == 0) {
      throw new IllegalStateException("simulated");
    }
    ledger.resynced();
  }

  /** Turns until the machine has ended, all is handled and chance says to stop, or it crashes. */
  void run() {
    int turns = 0;
    while (!machine.ended() && !crashed) {
      nowNanos += 1 + random.nextInt(1_000_000);
      turn();
      if (++turns > 1_000_000) {
        throw new AssertionError("It neither goes on nor ends: " + machine.state());
      }
    }
    clean();
  }

  /** What a crash leaves to the operating system, and a stop to threads that come back late. */
  private void clean() {
    ledger.goesOn();
    if (reading != null) {
      finishReading();
    }
    machine.stop();
    machine.abandon();
    hands.late();
    machine.remains().run();
    keeping.close();
  }

  /**
   * A save that was under way at the crash, in a process that goes on after all: it must not move
   * what another watcher has saved since.
   */
  Runnable zombie() {
    SaveStep.Save late = saving;
    return late == null || !crashed
        ? () -> {}
        : () -> {
          try {
            keeping.save(late, Instant.EPOCH);
            ledger.saved(late.position());
          } catch (StreamsException refused) {
            ledger.goesOn();
          }
        };
  }

  private void turn() {
    if (random.nextInt(50) == 0) {
      before.run();
    }
    switch (random.nextInt(8)) {
      case 0 -> {
        // A stop would hide that events wait and nobody is given them.
        if (!writer.getAsBoolean() && machine.waiting() == 0 && random.nextInt(20) == 0) {
          machine.stop();
        }
      }
      case 1, 2 -> turnReader();
      case 3 -> {
        hands.turn();
        if (!hands.keepsPosition()) {
          turnSaver();
        }
      }
      default -> turnWorker(random.nextInt(inHand.length));
    }
    if (machine.state() == WatcherState.PAUSED && random.nextInt(20) == 0) {
      machine.resume();
    } else if (random.nextDouble() < pauseRate) {
      machine.pause();
    }
    if (random.nextDouble() < endRate) {
      end();
    }
    ledger.check();
    long bytes = machine.bytes();
    if (bytes > BUDGET + largest) {
      throw new AssertionError("The budget is overdrawn: " + bytes);
    }
  }

  private void end() {
    switch (random.nextInt(4)) {
      case 0 -> machine.stop();
      case 1 -> machine.halt();
      case 2 -> machine.abandon();
      default -> crashed = true;
    }
  }

  private void turnReader() {
    if (reading != null) {
      finishReading();
      return;
    }
    ReaderStep step = machine.readerStep(nowNanos);
    if (step instanceof ReaderStep.Wait wait) {
      nowNanos = Math.max(nowNanos, wait.untilNanos());
    } else if (step instanceof ReaderStep.Open || step instanceof ReaderStep.Read) {
      reading = step;
    }
  }

  private void finishReading() {
    ReaderStep step = reading;
    reading = null;
    try {
      if (step instanceof ReaderStep.Read read) {
        Batch batch = seen(read.cursor().next(read.batchSize()));
        machine.arrived(batch, machine.routes(batch), nowNanos);
      } else if (step instanceof ReaderStep.Open open) {
        ChangeCursor cursor = open.cursor(source);
        Batch first = seen(cursor.first());
        if (!machine.opened(cursor, machine.routes(first), nowNanos)) {
          cursor.kill();
        }
      }
    } catch (RuntimeException failure) {
      machine.failed(failure, null, nowNanos);
    }
  }

  private Batch seen(Batch batch) {
    largest = Math.max(largest, batch.bytes());
    return batch;
  }

  private void turnWorker(int worker) {
    Stretch stretch = inHand[worker];
    if (stretch == null) {
      stretch = machine.take(nowNanos);
      inHand[worker] = stretch;
      if (stretch == null && hands.keepsPosition()) {
        turnSaver();
        if (saving != null) {
          // The one thread that handles is the one that saves.
          turnSaver();
        }
      }
      if (stretch == null) {
        // Nobody is woken but by the machine: what waits for nothing must not be forgotten.
        ledger.idles(machine);
        return;
      }
    }
    Outcome outcome = workOn(stretch);
    if (outcome == Outcome.UNDER_WAY) {
      inHand[worker] = null;
    } else if (outcome != Outcome.DONE || stretch.complete() || machine.resting()) {
      inHand[worker] = null;
      machine.finished(stretch, outcome, nowNanos);
    }
  }

  private Outcome workOn(Stretch stretch) {
    if (machine.resting()) {
      return Outcome.DONE;
    }
    return work.next(stretch);
  }

  private void turnSaver() {
    SaveStep.Save next = saving;
    if (next == null) {
      SaveStep step = machine.saveStep(nowNanos);
      if (step instanceof SaveStep.Save save) {
        saving = save;
      } else if (step instanceof SaveStep.Wait wait && machine.state() == WatcherState.DRAINING) {
        nowNanos = Math.max(nowNanos, wait.untilNanos());
      }
      return;
    }
    saving = null;
    try {
      keeping.save(next, Instant.EPOCH);
      ledger.saved(next.position());
      machine.saved(nowNanos);
    } catch (StreamsException failure) {
      ledger.goesOn();
      machine.saveFailed(failure, nowNanos);
    }
  }
}
