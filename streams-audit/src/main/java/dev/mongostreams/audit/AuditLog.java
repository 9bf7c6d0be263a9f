package dev.mongostreams.audit;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoNamespace;
import com.mongodb.MongoSecurityException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.changestream.FullDocumentBeforeChange;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.checkpoint.CheckpointPlan;
import dev.mongostreams.checkpoint.MongoCheckpointStore;
import dev.mongostreams.failure.FailurePolicy;
import dev.mongostreams.handler.BatchHandler;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * A log of all changes of a database or a cluster: one row a change, in a collection to which rows
 * are only added.
 *
 * <pre>{@code
 * AuditLog log = AuditLog.in(client.getDatabase("ops").getCollection("audit")).who("updatedBy");
 * Watcher watcher = log.watchDatabase(streams, CheckpointPlan.of("audit", store)).start();
 * }</pre>
 *
 * <p>Each change is there exactly once, over crashes too: its token is the {@code _id} of its row,
 * so a change that comes again meets its own row, and is counted. Rows are acknowledged by a
 * majority before the position moves. In the order of {@code _id} they are in the order of the
 * cluster. What does not fit into a document of 16 MB is left out of its row, which is then marked;
 * the row is there.
 *
 * <p>The log may lie inside what it watches. What is inserted into it is then no change to be
 * recorded, nor is what is deleted from it, as a retention would otherwise record itself for ever;
 * an update, a drop or a rename of it is. Nor are the documents of the checkpoints that a {@link
 * MongoCheckpointStore} keeps, and of the collections {@linkplain #leaveOut left out}. A log on
 * another cluster needs a name that no watched collection has.
 *
 * <p>Immutable but for its counts, and usable by any thread; each option returns another log. The
 * client of the collection stays the caller's, and has to be open for as long as a watcher runs.
 * Needs the rights of {@link AuditRole} to the collection and nothing else there.
 */
public final class AuditLog implements BatchHandler {
  private static final int MOST_AT_ONCE = 1_000;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LAST_PAUSE = Duration.ofSeconds(5);

  private static final int IMAGES_SINCE = 6;

  private final Rows rows;
  private final Recorder recorder;
  private final LeftOut leftOut;
  private final LongAdder added = new LongAdder();
  private final LongAdder repeated = new LongAdder();
  private final LongAdder cut = new LongAdder();

  private AuditLog(Rows rows, Recorder recorder, LeftOut leftOut) {
    this.rows = rows;
    this.recorder = recorder;
    this.leftOut = leftOut;
  }

  /**
   * What a log has done so far.
   *
   * @param added rows that are new
   * @param repeated changes that came again and had their row already
   * @param cut how many of the changes gave a row that lacks something, as it would be too large
   */
  public record Counts(long added, long repeated, long cut) {}

  /**
   * Makes a log in a collection, which is created with the first row.
   *
   * @param collection of any document class; not capped and not a view. Its concerns, codecs and
   *     timeouts are not used: rows are acknowledged by a majority, and a call gives up after 30
   *     seconds
   * @return a log that keeps what an update changes, and tells of no one who made it
   */
  public static AuditLog in(MongoCollection<?> collection) {
    Rows rows = Rows.in(collection);
    return new AuditLog(rows, new Recorder("", false), new LeftOut(rows.namespace(), Set.of()));
  }

  /**
   * Names the field in which programs say who they are: MongoDB itself does not tell, as change
   * events have neither the user of the connection nor the comment of the command.
   *
   * <p>A row shows the value that the field has after the change. An update that leaves the field
   * as it is says nothing of it; then it is taken from the image before the change, where there is
   * one, and marked as kept. A delete, and an update without an image, show nobody.
   *
   * @param path of the field in each document, with dots between names, as {@code meta.updatedBy};
   *     by default none
   * @return another log
   * @throws IllegalArgumentException when the path is empty, or one of its names is
   */
  public AuditLog who(String path) {
    if (path.isEmpty() || path.startsWith(".") || path.endsWith(".") || path.contains("..")) {
      throw new IllegalArgumentException(
          "Cannot read who made a change from the field \""
              + path
              + "\": give the names on the way to it with single dots between, as meta.updatedBy.");
    }
    return new AuditLog(rows, new Recorder(path, recorder.documents()), leftOut);
  }

  /**
   * Says whether to keep the documents that are inserted, or that replace another.
   *
   * @param keep by default false: their rows have the key only, and the log stays small
   * @return another log
   */
  public AuditLog documents(boolean keep) {
    return new AuditLog(rows, new Recorder(recorder.who(), keep), leftOut);
  }

  /**
   * Leaves the documents of a collection out, as those of a dead-letter store; that it is dropped
   * or renamed is recorded. Adds to those left out before.
   *
   * @param namespace as {@code ops.letters}
   * @return another log
   * @throws IllegalArgumentException when it has no dot, or MongoDB allows no such name
   */
  public AuditLog leaveOut(String namespace) {
    if (namespace.indexOf('.') < 1 || namespace.endsWith(".")) {
      throw new IllegalArgumentException(
          "Cannot leave \""
              + namespace
              + "\" out of the audit log: give the database and the collection, as ops.letters.");
    }
    return new AuditLog(rows, recorder, leftOut.and(new MongoNamespace(namespace)));
  }

  /**
   * Watches the database of a connection. Sets the handler, the filter, the images before a change
   * (from MongoDB 6.0 on, of collections that have them turned on), the checkpoint, and that it
   * waits for as long as the server of the log is away; all else is yours to set on the builder. To
   * filter further use {@link WatcherBuilder#pipeline}, as {@link WatcherBuilder#where} takes the
   * place of the filter: then the log's own rows are read, and passed over here.
   *
   * @param streams what to watch
   * @param position under which name the position is kept, and where; without it changes would be
   *     missing after each start
   * @return a builder, to be started
   * @throws AuditFailedException when the collection is capped, or its server does not answer
   * @throws IllegalStateException when the connection names no database
   */
  public WatcherBuilder watchDatabase(ChangeStreams streams, CheckpointPlan position) {
    return set(streams, streams.watchDatabase(), position);
  }

  /**
   * Watches all databases but admin, config and local, as {@link #watchDatabase} does one.
   *
   * @param streams what to watch
   * @param position under which name the position is kept, and where
   * @return a builder, to be started
   * @throws AuditFailedException when the collection is capped, or its server does not answer
   */
  public WatcherBuilder watchCluster(ChangeStreams streams, CheckpointPlan position) {
    return set(streams, streams.watchCluster(), position);
  }

  /**
   * Watches some collections of a database, as {@link #watchDatabase} does all.
   *
   * @param streams what to watch
   * @param position under which name the position is kept, and where
   * @param names of the collections, at least one
   * @return a builder, to be started
   * @throws AuditFailedException when the collection is capped, or its server does not answer
   * @throws IllegalArgumentException when there is no name, or MongoDB allows no such one
   * @throws IllegalStateException when the connection names no database
   */
  public WatcherBuilder watchCollections(
      ChangeStreams streams, CheckpointPlan position, String... names) {
    return set(streams, streams.watchCollections(names), position);
  }

  private WatcherBuilder set(ChangeStreams streams, WatcherBuilder builder, CheckpointPlan plan) {
    rows.refuseCapped();
    LeftOut all =
        plan.store() instanceof MongoCheckpointStore store
            ? leftOut.and(store.namespace())
            : leftOut;
    if (hasImages(streams.server().version())) {
      builder.fullDocumentBeforeChange(FullDocumentBeforeChange.WHEN_AVAILABLE);
    }
    return builder
        .where(all.filter())
        .onBatch(MOST_AT_ONCE, changes -> add(changes, all))
        .onFailure(waiting())
        .resumeFrom(plan);
  }

  /** A store that is away is waited for; what its server refuses stays refused. */
  static FailurePolicy waiting() {
    FailurePolicy stop = FailurePolicy.stop();
    return stop.on(
            MongoException.class, stop.retries(Integer.MAX_VALUE).backoff(FIRST_PAUSE, LAST_PAUSE))
        .on(MongoCommandException.class, stop)
        .on(MongoSecurityException.class, stop);
  }

  static boolean hasImages(String version) {
    return Integer.parseInt(version.substring(0, version.indexOf('.'))) >= IMAGES_SINCE;
  }

  /**
   * Adds the rows of changes, for watchers that are set up in another way; the ones made here call
   * it by themselves.
   *
   * @param changes in any order
   * @throws AuditFailedException when the server refuses a row
   * @throws com.mongodb.MongoException when the server does not answer
   */
  @Override
  public void onBatch(List<ChangeEvent> changes) {
    add(changes, leftOut);
  }

  private void add(List<ChangeEvent> changes, LeftOut without) {
    List<AuditRecord> records =
        changes.stream().filter(change -> !without.contains(change)).map(this::record).toList();
    if (!records.isEmpty()) {
      add(records);
    }
  }

  private AuditRecord record(ChangeEvent change) {
    AuditRecord record = recorder.record(change);
    return Fitting.fits(change, record) ? record : Fitting.fit(record);
  }

  private void add(List<AuditRecord> records) {
    List<Integer> deep = insert(records);
    if (!deep.isEmpty() && !insert(flatter(records, deep)).isEmpty()) {
      throw rows.refusedForDepth();
    }
  }

  private static List<AuditRecord> flatter(List<AuditRecord> records, List<Integer> deep) {
    return deep.stream().map(records::get).map(Fitting::fit).toList();
  }

  /** Answers the places of those that are too deep. */
  private List<Integer> insert(List<AuditRecord> records) {
    Rows.Answer answer = rows.add(records.stream().map(AuditRecord::document).toList());
    repeated.add(answer.repeated());
    added.add(records.size() - answer.repeated() - answer.tooDeep().size());
    cut.add(records.stream().filter(AuditRecord::cut).count());
    return answer.tooDeep();
  }

  /**
   * Tells what this log has done so far. Rows of a call that failed are not in it; when they come
   * again they are repeated.
   *
   * @return the counts of this very object, not of the ones it was made from
   */
  public Counts counts() {
    return new Counts(added.sum(), repeated.sum(), cut.sum());
  }
}
