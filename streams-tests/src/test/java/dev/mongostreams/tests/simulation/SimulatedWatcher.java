package dev.mongostreams.tests.simulation;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.StartPosition;
import dev.mongostreams.WatcherListener;
import dev.mongostreams.internal.lanes.Delivery;
import dev.mongostreams.internal.read.FailureClassifier;
import dev.mongostreams.internal.read.ReaderStep;
import dev.mongostreams.internal.source.ChangeCursor;
import dev.mongostreams.internal.watch.HandlerWork;
import dev.mongostreams.internal.watch.WatchMachine;
import dev.mongostreams.internal.watch.WatchOptions;
import dev.mongostreams.testkit.script.ScriptedSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The second form of the runner: turns one machine in one thread, on a clock of its own, one step
 * at a time, and lets chance say whose turn it is.
 */
final class SimulatedWatcher {
  private static final long BUDGET = 64L << 10;

  private final ScriptedSource source;
  private final Random random;
  private final List<ChangeEvent> handled;
  private final BooleanSupplier writer;
  private final WatchMachine machine;
  private final HandlerWork work;
  private final double throwRate;
  private final double endRate;

  private long nowNanos;
  private @Nullable ReaderStep underWay;
  private @Nullable Delivery inHand;

  /** A floor that was saved some time ago, and how many events had been handled by then. */
  private @Nullable StartPosition saved;

  private int handledAtSave;
  private boolean crashed;

  SimulatedWatcher(
      ScriptedSource source,
      StartPosition from,
      Random random,
      List<ChangeEvent> handled,
      BooleanSupplier writer) {
    this.source = source;
    this.random = random;
    this.handled = handled;
    this.writer = writer;
    this.handledAtSave = handled.size();
    this.throwRate = random.nextInt(5) == 0 ? 0.02 : 0;
    this.endRate = random.nextInt(3) * 0.002;
    WatchOptions options =
        new WatchOptions(
            "sim",
            Set.of(),
            from,
            BUDGET,
            1 + random.nextInt(20),
            0,
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            this::handle,
            new WatcherListener() {});
    this.machine =
        new WatchMachine(source, options, new FailureClassifier(true), random, Instant.EPOCH);
    this.work =
        new HandlerWork(
            options, this::handle, machine.counters(), () -> nowNanos / 1_000_000, machine::halted);
  }

  private void handle(ChangeEvent event) {
    if (random.nextDouble() < throwRate) {
      throw new IllegalStateException("simulated");
    }
    handled.add(event);
  }

  /** Turns until the machine has ended, all is handled and chance says to stop, or it crashes. */
  void run() {
    while (!machine.ended() && !crashed) {
      nowNanos += 1 + random.nextInt(1_000_000);
      turn();
    }
    if (!crashed) {
      save();
    }
    if (underWay instanceof ReaderStep.Read || underWay instanceof ReaderStep.Open) {
      finishReaderStep();
    }
    machine.stop();
    machine.remains().run();
  }

  private void turn() {
    switch (random.nextInt(5)) {
      case 0 -> {
        if (!writer.getAsBoolean() && random.nextInt(20) == 0) {
          machine.stop();
        }
      }
      case 1, 2 -> turnReader();
      default -> turnHandler();
    }
    if (random.nextDouble() < endRate) {
      end();
    }
    if (random.nextInt(30) == 0) {
      save();
    }
    if (machine.stats().bytesInFlight() > BUDGET * 2) {
      throw new AssertionError("The budget is overdrawn: " + machine.stats().bytesInFlight());
    }
  }

  private void save() {
    saved = machine.stats().handledUpTo();
    handledAtSave = handled.size();
  }

  private void end() {
    switch (random.nextInt(3)) {
      case 0 -> machine.stop();
      case 1 -> machine.abandon();
      default -> crashed = true;
    }
  }

  /** A step begins in one turn and ends in a later one: meanwhile anything may happen. */
  private void turnReader() {
    if (underWay != null) {
      finishReaderStep();
      return;
    }
    ReaderStep step = machine.readerStep(nowNanos);
    if (step instanceof ReaderStep.Wait wait) {
      nowNanos = Math.max(nowNanos, wait.untilNanos());
    } else if (step instanceof ReaderStep.Open || step instanceof ReaderStep.Read) {
      underWay = step;
    }
  }

  private void finishReaderStep() {
    ReaderStep step = underWay;
    underWay = null;
    try {
      if (step instanceof ReaderStep.Read read) {
        machine.arrived(read.cursor().next(read.batchSize()), nowNanos);
      } else if (step instanceof ReaderStep.Open open) {
        open.before().run();
        ChangeCursor cursor = source.open(open.from());
        if (!machine.opened(cursor, nowNanos)) {
          cursor.kill();
        }
      }
    } catch (RuntimeException failure) {
      machine.failed(failure, null, nowNanos);
    }
  }

  private void turnHandler() {
    if (inHand == null) {
      inHand = machine.take();
    }
    Delivery delivery = inHand;
    if (delivery == null) {
      return;
    }
    Throwable thrown = machine.halted() ? null : work.one(delivery);
    if (thrown != null || delivery.complete() || machine.halted()) {
      inHand = null;
      machine.finished(delivery, thrown);
    }
  }

  /** Where the next watcher may start; null when nothing was ever saved. */
  @Nullable StartPosition floor() {
    return saved;
  }

  /** How many events were handled since that was saved: they come again. */
  int handledSinceSave() {
    return handled.size() - handledAtSave;
  }
}
