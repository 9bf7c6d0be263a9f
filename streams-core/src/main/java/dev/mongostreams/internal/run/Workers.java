package dev.mongostreams.internal.run;

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
import dev.mongostreams.internal.work.Mishaps;
import dev.mongostreams.internal.work.Setting;
import dev.mongostreams.internal.work.Tally;
import dev.mongostreams.internal.work.Work;
import dev.mongostreams.internal.work.WorkRules;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes the workers of a watcher, each for the way its events are handled. */
final class Workers {
  private final WatchMachine machine;
  private final Crank crank;
  private final NoticeTeller teller;
  private final Documents documents;
  private final @Nullable Keeping keeping;
  private final @Nullable Saver saver;
  private final Pace pace = new Pace();

  Workers(
      WatchMachine machine,
      Crank crank,
      NoticeTeller teller,
      Documents documents,
      @Nullable Keeping keeping,
      @Nullable Saver saver) {
    this.machine = machine;
    this.crank = crank;
    this.teller = teller;
    this.documents = documents;
    this.keeping = keeping;
    this.saver = saver;
  }

  /** How many are needed: what nobody waits for needs one, however much of it is under way. */
  int count(Handling handling) {
    return handling instanceof Handling.Later ? 1 : machine.options().workers();
  }

  /** Makes one, for that thread; a lent one is the application's own. */
  Worker worker(Handling handling, Thread thread, boolean lent) {
    Setting setting = setting(() -> machine.resting() || thread.isInterrupted());
    boolean saves = handling instanceof Handling.Kept;
    return new Worker(crank, work(handling, setting), teller, saves ? saver : null, pace, lent);
  }

  /**
   * Makes one for a thread that reads, which hands over itself what takes it less than to wake
   * another. Null where that is not for it to do: many events, side by side, or with a position.
   */
  @Nullable Worker reading(@Nullable Handling handling) {
    return handling instanceof Handling.Each && count(handling) == 1
        ? worker(handling, Thread.currentThread(), false)
        : null;
  }

  /** True when so many events will be handled at once. */
  boolean areBrief(int events) {
    return pace.isBrief(events);
  }

  /** Makes what turns events for a consumer that pulls; null when there is nothing to turn. */
  @Nullable Pulling pulling() {
    Mishaps mishaps = new Mishaps(rules(), setting(machine::resting));
    return documents == Documents.AS_SENT ? null : new Pulling(crank, documents, mishaps, teller);
  }

  private static Setting setting(BooleanSupplier resting) {
    return new Setting(System::currentTimeMillis, RandomGenerator.getDefault(), resting);
  }

  private WorkRules rules() {
    return machine.options().rules(machine.scope(), documents);
  }

  private Work work(Handling handling, Setting setting) {
    WorkRules rules = rules();
    Tally tally = machine.counters().tally();
    if (handling instanceof Handling.Each each) {
      return new EventWork(rules, each.handler(), tally, setting);
    }
    if (handling instanceof Handling.Batches batches) {
      BatchWork.Receiver receiver = (changes, behind) -> batches.handler().onBatch(changes);
      return new BatchWork(rules, batches.limit(), receiver, tally, setting);
    }
    if (handling instanceof Handling.Later later) {
      return new AsyncWork(rules, later.handler(), tally, setting, this::completed);
    }
    return new BatchWork(rules, ((Handling.Kept) handling).limit(), new Sink(), tally, setting);
  }

  private void completed(Stretch stretch, Operation operation, @Nullable Throwable thrown) {
    crank.completed(stretch, operation, thrown);
    teller.tell();
  }

  /** Gives events and the position behind them to whoever keeps both. */
  private final class Sink implements BatchWork.Receiver {
    @Override
    public void take(List<ChangeEvent> changes, StartPosition behind) throws Exception {
      Objects.requireNonNull(keeping).handle(changes, behind, crank.lostAfter(), Instant.now());
    }

    @Override
    public void taken(StartPosition behind) {
      crank.kept(behind);
    }
  }
}
