package dev.mongostreams;

import com.mongodb.client.model.changestream.FullDocument;
import com.mongodb.client.model.changestream.FullDocumentBeforeChange;
import dev.mongostreams.checkpoint.CheckpointPlan;
import dev.mongostreams.checkpoint.CheckpointStore;
import dev.mongostreams.failure.FailurePolicy;
import dev.mongostreams.failure.HistoryLostPolicy;
import dev.mongostreams.handler.AsyncHandler;
import dev.mongostreams.handler.BatchHandler;
import dev.mongostreams.handler.MissingDocument;
import dev.mongostreams.handler.Overflow;
import dev.mongostreams.handler.PositionKeepingHandler;
import dev.mongostreams.internal.checkpoint.Cadence;
import dev.mongostreams.internal.connect.Connection;
import dev.mongostreams.internal.run.Handling;
import dev.mongostreams.internal.run.RunningWatcher;
import dev.mongostreams.internal.source.StreamSpec;
import dev.mongostreams.internal.watch.WatchOptions;
import dev.mongostreams.read.ReadPlan;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Says what to watch, how, and who handles it; ends in {@link #start()}, {@link #run()} or {@link
 * #toQueue(int)}. A method called twice keeps the last call. One wrong value is refused by the
 * method that takes it, what does not go together by the call that ends the chain; the server is
 * asked by none but that one.
 *
 * <p>For one thread. May end more than once: each end makes a watcher of its own.
 */
public final class WatcherBuilder {
  private final Connection connection;
  private final Scope scope;
  private final StreamSpec.Builder stream;
  private final WatchOptions.Builder options;
  private @Nullable Handling handling;
  private @Nullable CheckpointPlan checkpoint;
  private ReadPlan plan = ReadPlan.ofDefaults();

  WatcherBuilder(Connection connection, Scope scope) {
    this.connection = connection;
    this.scope = scope;
    this.stream = StreamSpec.of(scope);
    this.options = WatchOptions.named(scope.toString());
  }

  /**
   * Names the watcher, for logs, notices and thread names.
   *
   * @param name any text; by default the scope's, as {@code aidb.predictions}
   * @return this builder
   */
  public WatcherBuilder name(String name) {
    options.name(name);
    return this;
  }

  /**
   * Keeps these kinds of changes only. The server filters, but lets {@code drop}, {@code rename},
   * {@code dropDatabase} and {@code invalidate} pass: the watcher needs them, and hands over only
   * the ones asked for here.
   *
   * @param operations the kinds wanted, by default all; an {@linkplain Operation#expanded()
   *     expanded} one turns {@link #expandedEvents} on
   * @return this builder
   * @throws IllegalArgumentException when there is none, or {@link Operation#OTHER} among them
   */
  public WatcherBuilder operations(Operation... operations) {
    Set<Operation> wanted = Set.copyOf(List.of(operations));
    if (wanted.isEmpty() || wanted.contains(Operation.OTHER)) {
      throw new IllegalArgumentException(
          "Cannot filter by "
              + new TreeSet<>(wanted)
              + ": name the operations wanted, or leave the filter out to get all.");
    }
    stream.operations(wanted);
    options.wanted(wanted);
    return this;
  }

  /**
   * Keeps the changes this filter matches; the server filters. Fields are those of the event:
   * {@code Filters.gte("fullDocument.confidence", 0.9)}. With {@link FullDocument#UPDATE_LOOKUP}
   * the server looks up first, so a filter on {@code fullDocument} costs a read for each update.
   *
   * @param filter a filter on the event; by default none. A filter that hides {@code invalidate} is
   *     fine: the end of the stream is noticed all the same
   * @return this builder
   */
  public WatcherBuilder where(Bson filter) {
    stream.where(filter.toBsonDocument());
    return this;
  }

  /**
   * Adds stages behind the watcher's own. The server judges them when the cursor opens; a stage
   * that removes or changes the event's {@code _id} makes resuming impossible and is refused by it.
   *
   * @param stages documents of one key each, as {@code Aggregates.match(...)}; by default none
   * @return this builder
   * @throws IllegalArgumentException when a stage does not have exactly one key
   */
  public WatcherBuilder pipeline(Bson... stages) {
    stream.pipeline(Arrays.stream(stages).map(Bson::toBsonDocument).toList());
    return this;
  }

  /**
   * Says which document an update brings.
   *
   * @param mode by default {@link FullDocument#DEFAULT}: inserts and replaces have theirs, updates
   *     only what changed. {@link FullDocument#UPDATE_LOOKUP} reads the document as it is by the
   *     time the event is built, one read an update; null when it is gone by then, or as {@link
   *     #onMissingDocument} says. {@link FullDocument#REQUIRED} and {@link
   *     FullDocument#WHEN_AVAILABLE} need MongoDB 6.0 and images turned on for the collection
   * @return this builder
   */
  public WatcherBuilder fullDocument(FullDocument mode) {
    stream.fullDocument(mode);
    return this;
  }

  /**
   * Says what to do with an update whose document was gone when it was looked up.
   *
   * @param policy by default {@link MissingDocument#ABSENT}: its document is null. Any other needs
   *     {@link FullDocument#UPDATE_LOOKUP}
   * @return this builder
   */
  public WatcherBuilder onMissingDocument(MissingDocument policy) {
    options.missing(policy);
    return this;
  }

  /**
   * Says whether a change brings the document as it was before. Needs MongoDB 6.0 and images turned
   * on for the collection.
   *
   * @param mode by default {@link FullDocumentBeforeChange#DEFAULT}, which brings none. With {@link
   *     FullDocumentBeforeChange#REQUIRED} a change without an image ends the watcher
   * @return this builder
   */
  public WatcherBuilder fullDocumentBeforeChange(FullDocumentBeforeChange mode) {
    stream.beforeChange(mode);
    return this;
  }

  /**
   * Asks for the kinds of events that came with MongoDB 6.0, as {@code create} and {@code
   * createIndexes}, and for more fields in the others.
   *
   * @param on by default false
   * @return this builder
   */
  public WatcherBuilder expandedEvents(boolean on) {
    stream.expandedEvents(on);
    return this;
  }

  /**
   * Says where to begin.
   *
   * @param position by default {@link StartPosition#now()}
   * @return this builder
   */
  public WatcherBuilder startAt(StartPosition position) {
    options.startAt(position);
    return this;
  }

  /**
   * Keeps the position under a name, and goes on from there, as {@link #resumeFrom(CheckpointPlan)}
   * does with the defaults of a plan.
   *
   * @param name of the checkpoint; one watcher at a time may hold it
   * @param store that keeps it
   * @return this builder
   */
  public WatcherBuilder resumeFrom(String name, CheckpointStore store) {
    return resumeFrom(CheckpointPlan.of(name, store));
  }

  /**
   * Keeps the position, and goes on from there. A position that was saved wins over {@link
   * #startAt}, which holds for the first start only. The first position is saved before the first
   * event is handed over; after a crash the events since the last save come again, {@link
   * #maxUnsaved} at most.
   *
   * @param plan where and how often; by default nothing is kept, and each start begins at {@link
   *     #startAt}
   * @return this builder
   */
  public WatcherBuilder resumeFrom(CheckpointPlan plan) {
    this.checkpoint = plan;
    options.cadence(new Cadence(plan.interval(), plan.events()));
    return this;
  }

  /**
   * Bounds how many events may come again after a crash: at this many above the saved position (or,
   * without a checkpoint, above the lowest one that is not handled) no more are handed over until
   * it moves.
   *
   * @param events at least 1; by default 100,000
   * @return this builder
   */
  public WatcherBuilder maxUnsaved(int events) {
    options.maxUnsaved(events);
    return this;
  }

  /**
   * Handles events side by side. Those of one document, by namespace and {@code _id}, keep their
   * order, and no two of them are handled at once. An event that concerns no document, as a drop or
   * a rename, waits for all before it, and all behind it wait for that event.
   *
   * @param workers threads that call the handler, from 1 to 1,024; by default 1, which keeps the
   *     order of the whole stream
   * @return this builder
   */
  public WatcherBuilder parallel(int workers) {
    options.workers(workers);
    return this;
  }

  /**
   * Hands each event to this handler.
   *
   * @param handler called by one thread at a time, in the order of the stream, or as {@link
   *     #parallel} says; one way of handling is required for {@link #start()} and {@link #run()},
   *     and none is taken by {@link #toQueue}
   * @return this builder
   */
  public WatcherBuilder onChange(ChangeHandler handler) {
    return handling(new Handling.Each(handler), 1);
  }

  /**
   * Hands several events at once to this handler, in place of {@link #onChange}.
   *
   * @param limit how many at most, at least 1; what is there is handed over, and nothing waits for
   *     more
   * @param handler called by one thread at a time, or as {@link #parallel} says
   * @return this builder
   * @throws IllegalArgumentException when the limit is less than 1
   */
  public WatcherBuilder onBatch(int limit, BatchHandler handler) {
    return handling(new Handling.Batches(limit, handler), limit);
  }

  /**
   * Hands each event to this handler, which answers later, in place of {@link #onChange}.
   *
   * @param handler called by one thread; {@link #parallel} bounds how many events are under way
   * @return this builder
   */
  public WatcherBuilder onChangeAsync(AsyncHandler handler) {
    return handling(new Handling.Later(handler), 1);
  }

  /**
   * Hands events to a sink that keeps the position of the stream itself, in place of {@link
   * #onChange} and {@link #resumeFrom}.
   *
   * @param name of the checkpoint in the sink; one watcher at a time may hold it
   * @param sink called by one thread at a time
   * @return this builder
   * @throws IllegalArgumentException when the sink's limit of a batch is less than 1
   */
  public WatcherBuilder into(String name, PositionKeepingHandler sink) {
    return into(CheckpointPlan.of(name, sink));
  }

  /**
   * Hands events to a sink that keeps the position, as {@link #into(String,
   * PositionKeepingHandler)} does.
   *
   * @param plan whose store is the sink; its intervals mean nothing here
   * @return this builder
   * @throws IllegalArgumentException when the store is no {@link PositionKeepingHandler}, or its
   *     limit of a batch is less than 1
   */
  public WatcherBuilder into(CheckpointPlan plan) {
    if (!(plan.store() instanceof PositionKeepingHandler sink)) {
      throw new IllegalArgumentException(
          "Cannot hand events to the store of checkpoint "
              + plan.name()
              + ": it handles none. Give a PositionKeepingHandler, or call resumeFrom.");
    }
    handling(new Handling.Kept(sink.batchLimit()), sink.batchLimit());
    return resumeFrom(plan);
  }

  private WatcherBuilder handling(Handling who, int limit) {
    options.batch(limit).sink(who instanceof Handling.Kept);
    this.handling = who;
    return this;
  }

  /**
   * Says what to do when the handler throws.
   *
   * @param policy by default {@link FailurePolicy#stop()}: the event is handed over 3 times more,
   *     with pauses of 50 ms to 400 ms, and then the watcher stops. While one waits, later events
   *     of the same document wait too. Decides about events that the server cannot send as well; a
   *     queue stops at one, and has no handler that could fail
   * @return this builder
   */
  public WatcherBuilder onFailure(FailurePolicy policy) {
    options.failures(policy);
    return this;
  }

  /**
   * Says what to do when the server no longer has the changes behind the position.
   *
   * @param policy by default {@link HistoryLostPolicy#stop()}
   * @return this builder
   */
  public WatcherBuilder onHistoryLost(HistoryLostPolicy policy) {
    options.historyLost(policy);
    return this;
  }

  /**
   * Says whether the watcher stops when the server ends the stream: what it watches was dropped,
   * renamed, or its database was dropped.
   *
   * @param on by default false: it goes on behind the end and sees the first insert into what is
   *     created anew. With true it handles what came before, and is {@link WatcherState#STOPPED}
   * @return this builder
   */
  public WatcherBuilder stopOnInvalidate(boolean on) {
    options.stopOnInvalidate(on);
    return this;
  }

  /**
   * Bounds how long the watcher keeps trying when no reply comes from the server. It is asked after
   * each failed try, so a try that is under way may add its own time-out.
   *
   * @param limit more than zero; by default it never gives up once its cursor has been open
   * @return this builder
   */
  public WatcherBuilder giveUpAfter(Duration limit) {
    options.giveUpAfter(limit);
    return this;
  }

  /**
   * Is told what happens to the watcher.
   *
   * @param listener by default nobody is told, and the log has it
   * @return this builder
   */
  public WatcherBuilder listener(WatcherListener listener) {
    options.listener(listener);
    return this;
  }

  /**
   * Changes how it reads.
   *
   * @param change of the plan so far, as {@code read -> read.byteBudget(3 << 20)}; by default
   *     {@link ReadPlan#ofDefaults()}
   * @return this builder
   */
  public WatcherBuilder reading(UnaryOperator<ReadPlan> change) {
    this.plan = change.apply(plan);
    options.reading(plan);
    return this;
  }

  /**
   * Bounds how long the first cursor may take to open, everything included. Once it has been open,
   * the watcher never gives up by itself.
   *
   * @param limit more than zero; by default 10 seconds
   * @return this builder
   */
  public WatcherBuilder connectTimeout(Duration limit) {
    options.connectTimeout(limit);
    return this;
  }

  /**
   * Bounds how long {@link Watcher#stop()} lets the handler work on what is in memory.
   *
   * @param limit more than zero; by default 10 seconds
   * @return this builder
   */
  public WatcherBuilder drainTimeout(Duration limit) {
    options.drainTimeout(limit);
    return this;
  }

  /**
   * Opens the cursor, then handles events in the background.
   *
   * @return a watcher whose cursor is open: each write acknowledged after this call is seen
   * @throws IllegalStateException when there is no handler
   * @throws dev.mongostreams.failure.StreamsException when the cursor cannot be opened
   */
  public Watcher start() {
    Handling required = requiredHandling();
    RunningWatcher running = open(options.build());
    running.start(required);
    return new Watcher(running);
  }

  /**
   * Opens the cursor and handles events in this thread, until the handler throws, the watcher
   * cannot go on, or this thread is interrupted. To stop it from elsewhere, take {@link #start()}.
   *
   * @throws IllegalStateException when there is no handler
   * @throws InterruptedException when this thread was interrupted between two events; the watcher
   *     has stopped
   * @throws dev.mongostreams.failure.StreamsException when the cursor cannot be opened, or the
   *     watcher failed
   */
  public void run() throws InterruptedException {
    Handling required = requiredHandling();
    open(options.build()).run(required);
  }

  /**
   * Opens the cursor and puts events into a bounded queue, as {@link #toQueue(int, Overflow)} does
   * with {@link Overflow#BLOCK}: when it is full the reader waits, and nothing is dropped.
   *
   * @param capacity how many events may wait, at least 1
   * @return the queue; close it when done
   */
  public ChangeQueue toQueue(int capacity) {
    return toQueue(capacity, Overflow.BLOCK);
  }

  /**
   * Opens the cursor and puts events into a bounded queue.
   *
   * @param capacity how many events may wait, at least 1; a few hundred or more, as the server
   *     sends half as many at once
   * @param overflow what to do when more come
   * @return the queue; close it when done
   * @throws IllegalArgumentException when the capacity is less than 1
   * @throws IllegalStateException when there is a handler too
   * @throws dev.mongostreams.failure.StreamsException when the cursor cannot be opened
   */
  public ChangeQueue toQueue(int capacity, Overflow overflow) {
    if (handling != null) {
      throw new IllegalStateException(
          "Cannot hand events both to a handler and to a queue: leave onChange or toQueue out.");
    }
    RunningWatcher running = open(options.queue(capacity, overflow));
    running.start(null);
    return new ChangeQueue(running);
  }

  private Handling requiredHandling() {
    if (handling == null) {
      throw new IllegalStateException(
          "Cannot watch " + scope + " without a handler: call onChange, or end in toQueue.");
    }
    if (handling instanceof Handling.Kept) {
      refuseBesideASink();
    }
    return handling;
  }

  private void refuseBesideASink() {
    if (checkpoint == null || !(checkpoint.store() instanceof PositionKeepingHandler)) {
      throw new IllegalStateException(
          "Cannot keep the position of " + scope + " twice: leave into or resumeFrom out.");
    }
    if (options.build().workers() > 1) {
      throw new IllegalStateException(
          "Cannot hand events of "
              + scope
              + " to a sink by several workers, as it keeps one position: leave parallel out.");
    }
  }

  private RunningWatcher open(WatchOptions built) {
    stream.reading(plan);
    stream.batchSize(built.replyEvents());
    return connection.watch(stream.build(), plan.engine(), built, checkpoint);
  }
}
