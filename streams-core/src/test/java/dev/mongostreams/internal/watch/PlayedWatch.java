package dev.mongostreams.internal.watch;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeHandler;
import dev.mongostreams.Operation;
import dev.mongostreams.WatcherListener;
import dev.mongostreams.failure.Gap;
import dev.mongostreams.handler.Overflow;
import dev.mongostreams.internal.lanes.Stretch;
import dev.mongostreams.internal.played.Batches;
import dev.mongostreams.internal.played.Failures;
import dev.mongostreams.internal.played.PlayedCursor;
import dev.mongostreams.internal.played.PlayedSource;
import dev.mongostreams.internal.read.FailureClassifier;
import dev.mongostreams.internal.read.ReaderStep;
import dev.mongostreams.internal.source.Batch;
import dev.mongostreams.internal.work.Documents;
import dev.mongostreams.internal.work.EventWork;
import dev.mongostreams.internal.work.Outcome;
import dev.mongostreams.internal.work.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/** A machine that a test turns by hand. */
final class PlayedWatch {
  static final long BUDGET = 3_000;

  final WatchOptions options;
  final WatchMachine machine;
  final List<Object> told = new ArrayList<>();
  long nowNanos;

  private PlayedWatch(int capacity, Set<Operation> wanted) {
    this(options(capacity, wanted));
  }

  PlayedWatch(WatchOptions options) {
    this.options = options;
    machine =
        new WatchMachine(
            new PlayedSource(),
            options,
            null,
            new FailureClassifier(true),
            new Random(1),
            () -> Instant.EPOCH.plusNanos(nowNanos));
  }

  private static WatchOptions options(int capacity, Set<Operation> wanted) {
    WatchOptions.Builder options = WatchOptions.named("played").wanted(wanted).byteBudget(BUDGET);
    return capacity == 0 ? options.build() : options.queue(capacity, Overflow.BLOCK);
  }

  static PlayedWatch handling(Operation... wanted) {
    return new PlayedWatch(0, Set.of(wanted));
  }

  static PlayedWatch queueing(int capacity, Operation... wanted) {
    return new PlayedWatch(capacity, Set.of(wanted));
  }

  PlayedCursor open(Batch first) {
    PlayedCursor cursor = new PlayedCursor(first);
    if (!(step() instanceof ReaderStep.Open)
        || !machine.opened(cursor, machine.routes(first), nowNanos)) {
      throw new AssertionError("No cursor was asked for");
    }
    return cursor;
  }

  PlayedCursor open() {
    return open(Batches.empty(Batches.after(0)));
  }

  ReaderStep step() {
    return machine.readerStep(nowNanos);
  }

  void arrives(Batch batch) {
    machine.arrived(batch, machine.routes(batch), nowNanos);
  }

  void fails(Throwable cause) {
    machine.failed(cause, null, nowNanos);
  }

  /** The server has no history before that second; the wait before the next opening is over. */
  void losesHistory(int oldestSecond) {
    machine.failed(Failures.code(286), new BsonTimestamp(oldestSecond, 1), nowNanos);
    nowNanos += Duration.ofSeconds(10).toNanos();
  }

  Stretch take() {
    Stretch taken = machine.take(nowNanos);
    if (taken == null) {
      throw new AssertionError("Nothing was handed over");
    }
    return taken;
  }

  /** Handles that many events of a stretch. */
  static void handle(Stretch stretch, int events) {
    stretch.advance(events);
  }

  /** Takes one event as a consumer that pulls does. */
  @Nullable ChangeEvent pulls() {
    Puller.Next next = machine.puller().peek(5_000);
    return next != null && machine.puller().take(next, next.event(), 5_000) ? next.event() : null;
  }

  void finishes(Stretch stretch) {
    machine.finished(stretch, Outcome.DONE, nowNanos);
  }

  /** Handles all that is here. */
  List<ChangeEvent> handleAll() {
    List<ChangeEvent> handled = new ArrayList<>();
    for (Stretch next = machine.take(nowNanos); next != null; next = machine.take(nowNanos)) {
      for (ChangeEvent event = next.current(); event != null; event = next.current()) {
        handled.add(event);
        next.advance();
      }
      finishes(next);
    }
    return handled;
  }

  /** Handles all that is here, gaps too. */
  List<ChangeEvent> work() {
    List<ChangeEvent> handled = new ArrayList<>();
    workBy(handled::add);
    return handled;
  }

  /** Lets a handler work on all that is here. */
  void workBy(ChangeHandler handler) {
    EventWork work =
        new EventWork(
            options.rules(machine.scope(), Documents.AS_SENT),
            handler,
            machine.counters().tally(),
            new Setting(() -> nowNanos, new Random(1), () -> false));
    for (Stretch next = machine.take(nowNanos); next != null; next = machine.take(nowNanos)) {
      machine.finished(next, work.work(next), nowNanos);
    }
  }

  /** All notices told since the last call. */
  List<Object> notices() {
    told.clear();
    for (Consumer<WatcherListener> next = machine.notice(); next != null; next = machine.notice()) {
      next.accept(new Listening());
    }
    return List.copyOf(told);
  }

  private final class Listening implements WatcherListener {
    @Override
    public void onOpened(Opened opened) {
      told.add(opened);
    }

    @Override
    public void onReconnecting(Reconnecting reconnecting) {
      told.add(reconnecting);
    }

    @Override
    public void onInvalidated(Invalidated invalidated) {
      told.add(invalidated);
    }

    @Override
    public void onGap(Gap gap) {
      told.add(gap);
    }

    @Override
    public void onDropping(Dropping dropping) {
      told.add(dropping);
    }

    @Override
    public void onHistoryLow(HistoryLow low) {
      told.add(low);
    }

    @Override
    public void onStalled(Stalled stalled) {
      told.add(stalled);
    }

    @Override
    public void onMoving(Moving moving) {
      told.add(moving);
    }

    @Override
    public void onEnded(Ended ended) {
      told.add(ended);
    }
  }
}
