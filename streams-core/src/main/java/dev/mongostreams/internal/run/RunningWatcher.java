package dev.mongostreams.internal.run;

import com.mongodb.MongoTimeoutException;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Scope;
import dev.mongostreams.WatcherState;
import dev.mongostreams.WatcherStats;
import dev.mongostreams.failure.Explanation;
import dev.mongostreams.failure.StreamsException;
import dev.mongostreams.internal.checkpoint.Keeping;
import dev.mongostreams.internal.lanes.Stretch;
import dev.mongostreams.internal.read.FailureClassifier;
import dev.mongostreams.internal.read.FailureKind;
import dev.mongostreams.internal.read.FailureWords;
import dev.mongostreams.internal.read.ReaderStep;
import dev.mongostreams.internal.source.Batch;
import dev.mongostreams.internal.source.ChangeCursor;
import dev.mongostreams.internal.source.ChangeSource;
import dev.mongostreams.internal.source.Oplog;
import dev.mongostreams.internal.watch.WatchMachine;
import dev.mongostreams.internal.watch.WatchOptions;
import dev.mongostreams.internal.work.Documents;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A watcher and its threads: one reads, and one calls the handler, unless the user's own thread
 * does or pulls. What takes less than to wake a thread, the reading one hands over itself.
 *
 * <p>Nothing wakes a read that waits in the server, so nothing waits for it either: a stop ends the
 * machine, and the reading thread, a daemon, drops what comes when it comes.
 */
public final class RunningWatcher {
  private static final Duration CLOSING = Duration.ofMillis(50);
  private static final Duration LAST_SAVE = Duration.ofSeconds(1);
  private static final Duration FOREVER = Duration.ofDays(36_500);

  private final ChangeSource source;
  private final WatchOptions options;
  private final FailureClassifier classifier;
  private final WatchMachine machine;
  private final Crank crank;
  private final NoticeTeller teller;
  private final @Nullable Saver saver;
  private final Workers workers;
  private final @Nullable Pulling pulling;
  private final Watchdog watchdog;

  /** The threads that call the handler, which must not wait for themselves. */
  private final Set<Thread> handling = ConcurrentHashMap.newKeySet();

  /** What a thread that reads may do itself; null when the user's own thread does, or pulls. */
  private volatile @Nullable Handling ours;

  /** The thread that calls a sink, which may wait for its database as long as it takes; or null. */
  private volatile @Nullable Thread sinking;

  /**
   * Makes a watcher that has not started.
   *
   * @param documents what events become before they are handed over
   * @param keeping where its position is kept, held for it and given back at its end; or null
   * @param patience with a server that is silent
   */
  public RunningWatcher(
      ChangeSource source,
      WatchOptions options,
      Documents documents,
      FailureClassifier classifier,
      @Nullable Keeping keeping,
      Patience patience) {
    this.source = source;
    this.options = options;
    this.classifier = classifier;
    this.machine =
        new WatchMachine(
            source,
            options,
            keeping == null ? null : keeping.position(),
            classifier,
            RandomGenerator.getDefault(),
            InstantSource.system());
    this.crank = new Crank(machine);
    this.teller = new NoticeTeller(options.listener(), crank::notice, crank::hasNotice);
    this.watchdog = new Watchdog(patience, this::readAnew);
    this.saver = keeping == null ? null : new Saver(keeping, crank, teller, options.name());
    this.workers = new Workers(machine, crank, teller, documents, keeping, saver);
    this.pulling = workers.pulling();
  }

  /** Opens the cursor and goes on in the background; without a handling events are pulled. */
  public void start(@Nullable Handling handling) {
    ours = handling;
    open(handling);
    if (handling != null) {
      for (int worker = 1; worker <= workers.count(handling); worker++) {
        handlingThread(handling, worker);
      }
    }
  }

  /** Opens the cursor and hands events over in this thread, and in others when there are to be. */
  public void run(Handling handling) throws InterruptedException {
    open(handling);
    for (int worker = 2; worker <= workers.count(handling); worker++) {
      handlingThread(handling, worker);
    }
    handle(handling, true);
    if (Thread.interrupted()) {
      stop();
      throw new InterruptedException("The watcher was interrupted and has stopped.");
    }
    join();
  }

  private void handlingThread(Handling handling, int worker) {
    String role = workers.count(handling) == 1 ? "handler" : "handler-" + worker;
    Thread thread = daemon(role, () -> handle(handling, false));
    this.handling.add(thread);
    thread.start();
  }

  private void open(@Nullable Handling handling) {
    if (saver != null && !(handling instanceof Handling.Kept)) {
      daemon("saver", saver).start();
    }
    daemon("reader", this::read).start();
    daemon("watchdog", watchdog).start();
    try {
      crank.awaitOpening(options.connectTimeout());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      stop();
      throw new StreamsException(
          new Explanation(
              "Cannot watch",
              scope().toString(),
              "the thread was interrupted while the cursor was being opened",
              "Start the watcher again."),
          interrupted);
    } finally {
      if (saver != null && handling instanceof Handling.Kept && ended()) {
        saver.close(); // Its worker would, and there will be none.
      }
      awaitSaver();
      teller.tellAll();
    }
  }

  /** Once the watcher has ended its name is free, unless the store hangs. */
  private void awaitSaver() {
    if (saver != null && ended()) {
      saver.awaitGone();
    }
  }

  private Thread daemon(String role, Runnable work) {
    Thread thread = new Thread(work, "streams-" + role + "-" + options.name());
    thread.setDaemon(true);
    return thread;
  }

  private void read() {
    Worker here = workers.reading(ours);
    try {
      ReaderStep step = crank.awaitReaderStep();
      while (!(step instanceof ReaderStep.End)) {
        if (!perform(step, here)) {
          return;
        }
        teller.tell();
        step = crank.awaitReaderStep();
      }
    } catch (InterruptedException interrupted) {
      // Nobody but the user's own code can have done this, on a thread of ours: end in order.
      crank.run(() -> machine.fail(FailureWords.interrupted(scope())));
    }
    watchdog.close();
    crank.look(machine::remains).run();
    teller.tell();
  }

  /** Does what the reader wants; false when that took so long that another thread reads now. */
  private boolean perform(ReaderStep step, @Nullable Worker here) {
    Watchdog.Turn turn = watchdog.begins();
    ChangeCursor cursor = null;
    Batch batch = null;
    Throwable failure = null;
    try {
      if (step instanceof ReaderStep.Read read) {
        batch = read.cursor().next(read.batchSize());
      } else if (step instanceof ReaderStep.Open open) {
        cursor = open.cursor(source);
      }
    } catch (Throwable thrown) {
      failure = thrown;
    }
    boolean awaited = watchdog.ends(turn);
    if (awaited && failure != null) {
      failed(failure);
    } else if (awaited && batch != null) {
      arrived(batch, here);
    } else if (cursor != null) {
      opened(cursor, awaited);
    }
    return awaited;
  }

  private void arrived(Batch batch, @Nullable Worker here) {
    Stretch kept;
    try {
      kept = crank.arrived(batch, here != null && workers.areBrief(batch.size()));
    } catch (Throwable unreadable) {
      failed(unreadable);
      return;
    }
    if (here != null && kept != null) {
      Thread self = Thread.currentThread();
      handling.add(self);
      here.workOn(kept);
      handling.remove(self);
    }
  }

  private void opened(ChangeCursor cursor, boolean awaited) {
    try {
      if (!awaited || !crank.opened(cursor)) {
        cursor.kill();
      }
    } catch (Throwable unreadable) {
      failed(unreadable);
    }
  }

  private void failed(Throwable failure) {
    boolean lost = classifier.classify(failure) == FailureKind.HISTORY_LOST;
    crank.failed(failure, lost ? source.oldest() : null);
  }

  /** The reading thread is left behind with its connection: nothing wakes it. */
  private void readAnew() {
    crank.failed(new MongoTimeoutException("The server is not at work on an answer."), null);
    teller.tell();
    daemon("reader", this::read).start();
  }

  private void handle(Handling handling, boolean lent) {
    Thread self = Thread.currentThread();
    this.handling.add(self);
    sinking = handling instanceof Handling.Kept ? self : null;
    workers.worker(handling, self, lent).run();
    sinking = null;
    this.handling.remove(self);
    endCursor();
    teller.tell();
  }

  /** Reads and hands over nothing more until {@link #resume}. */
  public void pause() {
    crank.run(machine::pause);
  }

  /** Goes on after a pause. */
  public void resume() {
    crank.run(machine::resume);
  }

  /** Stops, as far as it goes within the drain timeout. */
  public void stop() {
    boolean byHandler = handling.contains(Thread.currentThread());
    boolean bySaver = saver != null && saver.isHere();
    crank.run(machine::stop);
    watchdog.close();
    if (byHandler) {
      crank.run(machine::halt);
    }
    endCursor();
    if (!byHandler && !bySaver) {
      drain();
      awaitSaver();
    }
    teller.tell();
  }

  private void drain() {
    boolean nobody = handling.isEmpty() && saver == null;
    if (drained(nobody ? Duration.ZERO : options.drainTimeout())) {
      return;
    }
    crank.run(machine::abandon);
    Thread waiting = sinking;
    if (waiting != null) {
      waiting.interrupt();
    }
    if (!drained(LAST_SAVE)) {
      crank.run(machine::saveNoMore);
    }
  }

  /** Waits for the end, also when this thread is interrupted: it is not long, and saves repeats. */
  private boolean drained(Duration limit) {
    long end = System.nanoTime() + Deadline.nanos(limit);
    boolean interrupted = false;
    while (true) {
      try {
        boolean ended = crank.awaitEnd(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
        return ended;
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
  }

  /** Ends the cursor on the server, without waiting for a server that does not answer. */
  private void endCursor() {
    Thread closing = daemon("closer", crank.look(machine::remains));
    closing.start();
    try {
      closing.join(CLOSING.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the end. */
  public void join() throws InterruptedException {
    join(FOREVER);
  }

  /**
   * Waits for the end, for so long, and for the listener to have heard of it; throws why it failed.
   */
  public boolean join(Duration limit) throws InterruptedException {
    boolean ended = crank.awaitEnd(limit);
    if (ended) {
      awaitSaver();
      teller.tellAll();
    }
    crank.throwFailure();
    return ended;
  }

  /** The next event, for a consumer that pulls. */
  public @Nullable ChangeEvent poll(Duration limit) throws InterruptedException {
    return pulling == null ? crank.poll(limit) : pulling.poll(limit);
  }

  /** The events that are here, for a consumer that pulls. */
  public int drainTo(Collection<? super ChangeEvent> into, int max) {
    return pulling == null ? crank.drainTo(into, max) : pulling.drainTo(into, max);
  }

  /** All that was pulled is finished. */
  public void acknowledge() {
    crank.acknowledge();
  }

  /** How many events wait to be pulled. */
  public int waiting() {
    return crank.waiting();
  }

  /** For logs, notices and thread names. */
  public String name() {
    return options.name();
  }

  /** What it watches. */
  public Scope scope() {
    return source.scope();
  }

  /** Where it is in its life. */
  public WatcherState state() {
    return crank.look(machine::state);
  }

  /** True when it is over. */
  public boolean ended() {
    return crank.look(machine::ended);
  }

  /**
   * The server has told how far its history reaches; null where that may not be known. A listener
   * that takes its time holds up nobody else's watcher.
   */
  void surveyed(Oplog.@Nullable Window window) {
    crank.run(() -> machine.surveyed(window, System.nanoTime()));
    if (crank.hasNotice()) {
      daemon("notices", teller::tell).start();
    }
  }

  /** What it has done so far. */
  public WatcherStats stats() {
    return crank.look(() -> machine.stats(System.nanoTime()));
  }
}
