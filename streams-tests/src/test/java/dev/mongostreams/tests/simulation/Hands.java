package dev.mongostreams.tests.simulation;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.StartPosition;
import dev.mongostreams.internal.checkpoint.Keeping;
import dev.mongostreams.internal.lanes.Stretch;
import dev.mongostreams.internal.watch.WatchMachine;
import dev.mongostreams.internal.work.AsyncWork;
import dev.mongostreams.internal.work.BatchWork;
import dev.mongostreams.internal.work.Documents;
import dev.mongostreams.internal.work.EventWork;
import dev.mongostreams.internal.work.Setting;
import dev.mongostreams.internal.work.Tally;
import dev.mongostreams.internal.work.Work;
import dev.mongostreams.internal.work.WorkRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who handles the events of a simulated watcher: one after the other, in batches, later, or
 * together with the position. Fails as often as a rate says; what it has handled it tells the
 * ledger.
 */
final class Hands {
  /** How events are handed over. */
  enum Kind {
    EACH,
    BATCHES,
    LATER,
    KEPT
  }

  /** An event whose end is to come. */
  private record Open(ChangeEvent event, CompletableFuture<Void> end) {}

  private final Kind kind;
  private final int limit;
  private final Random random;
  private final double throwRate;
  private final Ledger ledger;
  private final List<Open> open = new ArrayList<>();

  Hands(Random random, double throwRate, Ledger ledger) {
    this.random = random;
    this.throwRate = throwRate;
    this.ledger = ledger;
    Kind[] kinds = Kind.values();
    // As often as all others together: it is what most watchers do.
    this.kind = random.nextBoolean() ? Kind.EACH : kinds[random.nextInt(kinds.length)];
    this.limit = kind == Kind.BATCHES || kind == Kind.KEPT ? 1 + random.nextInt(12) : 1;
  }

  boolean keepsPosition() {
    return kind == Kind.KEPT;
  }

  /** How many events are taken at once. */
  int limit() {
    return limit;
  }

  /** How many may be under way, of so many. */
  int workers(int most) {
    return keepsPosition() ? 1 : most;
  }

  /** How many threads call. */
  int threads(int workers) {
    return kind == Kind.LATER ? 1 : workers;
  }

  Work work(WatchMachine machine, Keeping keeping, Setting setting, LongSupplier nanos) {
    WorkRules rules = machine.options().rules(machine.scope(), Documents.AS_SENT);
    Tally tally = machine.counters().tally();
    return switch (kind) {
      case EACH -> new EventWork(rules, this::each, tally, setting);
      case BATCHES ->
          new BatchWork(rules, limit, (changes, behind) -> batch(changes), tally, setting);
      case LATER ->
          new AsyncWork(
              rules,
              this::later,
              tally,
              setting,
              (stretch, operation, thrown) ->
                  completed(machine, stretch, operation, thrown, nanos.getAsLong()));
      case KEPT -> new BatchWork(rules, limit, new Sink(machine, keeping, nanos), tally, setting);
    };
  }

  private void each(ChangeEvent event) {
    mayThrow();
    ledger.handled(event);
  }

  private void batch(List<ChangeEvent> changes) {
    mayThrow();
    changes.forEach(ledger::handled);
  }

  private CompletionStage<Void> later(ChangeEvent event) {
    mayThrow();
    CompletableFuture<Void> end = new CompletableFuture<>();
    open.add(new Open(event, end));
    if (random.nextInt(4) == 0) {
      complete(open.size() - 1);
    }
    return end;
  }

  private static void completed(
      WatchMachine machine,
      Stretch stretch,
      Operation operation,
      @Nullable Throwable thrown,
      long nowNanos) {
    machine.completed(stretch, operation, thrown, nowNanos / 1_000_000, nowNanos);
  }

  private final class Sink implements BatchWork.Receiver {
    private final WatchMachine machine;
    private final Keeping keeping;
    private final LongSupplier nanos;

    Sink(WatchMachine machine, Keeping keeping, LongSupplier nanos) {
      this.machine = machine;
      this.keeping = keeping;
      this.nanos = nanos;
    }

    @Override
    public void take(List<ChangeEvent> changes, StartPosition behind) throws Exception {
      mayThrow();
      keeping.handle(changes, behind, machine.lostAfter(), Instant.EPOCH);
    }

    @Override
    public void taken(StartPosition behind) {
      machine.kept(behind, nanos.getAsLong());
    }
  }

  private void mayThrow() {
    if (random.nextDouble() < throwRate) {
      throw new IllegalStateException("simulated");
    }
  }

  /** One of the events that are under way comes to its end, if there is one. */
  void turn() {
    if (!open.isEmpty()) {
      complete(random.nextInt(open.size()));
    }
  }

  private void complete(int index) {
    Open ending = open.remove(index);
    if (random.nextDouble() < throwRate) {
      ending.end.completeExceptionally(new IllegalStateException("simulated"));
    } else {
      ledger.handled(ending.event);
      ending.end.complete(null);
    }
  }

  /** What was under way comes to an end that nobody waits for any more. */
  void late() {
    for (Open ending : List.copyOf(open)) {
      ending.end.complete(null);
    }
    open.clear();
  }
}
