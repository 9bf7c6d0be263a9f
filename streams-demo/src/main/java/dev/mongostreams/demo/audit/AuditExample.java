package dev.mongostreams.demo.audit;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ChangeStreamPreAndPostImagesOptions;
import com.mongodb.client.model.CreateCollectionOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.audit.AuditLog;
import dev.mongostreams.audit.AuditRecord;
import dev.mongostreams.checkpoint.CheckpointPlan;
import dev.mongostreams.checkpoint.CheckpointStore;
import dev.mongostreams.checkpoint.MongoCheckpointStore;
import dev.mongostreams.demo.example.Example;
import dev.mongostreams.demo.example.ExampleRun;
import dev.mongostreams.demo.example.Summary;
import dev.mongostreams.demo.example.Traffic;
import java.time.Duration;
import java.util.List;
import org.bson.BsonDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/**
 * Keeps an audit log of the AI database, inside that database, and prints it as a timeline. At the
 * end it hands the newest changes over once more, as a crash does, and counts rows: each change has
 * one.
 */
@Command(
    description = {
      "Keeps an audit log of the AI database in a collection of its own and prints it as a"
          + " timeline: when, who, what, where, what changed."
    })
public final class AuditExample implements Example {
  private static final List<String> WITH_IMAGES =
      List.of("models", "versions", "predictions", "metrics");
  private static final int IMAGES_SINCE = 6;
  private static final long MOST_AGAIN = 500;

  /** Creates the example. */
  public AuditExample() {}

  @Override
  public String name() {
    return "audit";
  }

  @Override
  public Summary run(ExampleRun run) throws Exception {
    try (MongoClient client = MongoClients.create(run.uri());
        ChangeStreams streams = ChangeStreams.connect(run.uri())) {
      MongoDatabase database = client.getDatabase(run.database());
      turnImagesOn(database, streams.server().version());
      AuditLog log = log(database);
      try (Watcher watcher = watch(log, streams, store(database))) {
        return audited(run, database, streams, log, watcher);
      }
    }
  }

  /** Without images, which came with MongoDB 6.0, an update shows only what is new. */
  private static void turnImagesOn(MongoDatabase database, String version) {
    if (Integer.parseInt(version.substring(0, version.indexOf('.'))) >= IMAGES_SINCE) {
      CreateCollectionOptions images =
          new CreateCollectionOptions()
              .changeStreamPreAndPostImagesOptions(new ChangeStreamPreAndPostImagesOptions(true));
      WITH_IMAGES.forEach(name -> database.createCollection(name, images));
    }
  }

  private static AuditLog log(MongoDatabase database) {
    // region log
    return AuditLog.in(database.getCollection("audit")).who("updated_by").documents(true);
    // endregion
  }

  private static CheckpointStore store(MongoDatabase database) {
    return MongoCheckpointStore.in(database.getCollection("checkpoints"));
  }

  private static Watcher watch(AuditLog log, ChangeStreams streams, CheckpointStore store) {
    // region watch
    return log.watchDatabase(streams, CheckpointPlan.of("audit", store)).start();
    // endregion
  }

  private static Summary audited(
      ExampleRun run, MongoDatabase database, ChangeStreams streams, AuditLog log, Watcher watcher)
      throws InterruptedException {
    MongoCollection<BsonDocument> rows = database.getCollection("audit", BsonDocument.class);
    TimelineText text = new TimelineText("updated_by", Ansi.AUTO.enabled());
    long written;
    Duration lag;
    try (Timeline timeline = new Timeline(rows, watcher::stats, text, run::say)) {
      timeline.start();
      written = write(run);
      run.settles(() -> watcher.stats().events() >= written);
      lag = watcher.stats().lag().handled();
      watcher.stop(); // all is printed that was handled
    }
    handOverAgain(run, database, streams, log);
    long lost = written - rows.countDocuments();
    return figures(Summary.of(log.counts().added(), log.counts().repeated(), lost).lag(lag), rows);
  }

  /** Writes until the end of the run; how many changes that made. */
  private static long write(ExampleRun run) throws InterruptedException {
    Traffic traffic;
    Team team;
    try (Traffic all = Traffic.start(run);
        Team some = Team.start(run)) {
      traffic = all;
      team = some;
      run.awaitEnd();
    }
    return traffic.writes() + team.writes();
  }

  /** As after a crash that came before the position was saved: begins at a row of the log. */
  private static void handOverAgain(
      ExampleRun run, MongoDatabase database, ChangeStreams streams, AuditLog log)
      throws InterruptedException {
    MongoCollection<BsonDocument> rows = database.getCollection("audit", BsonDocument.class);
    int newest = (int) Math.min(MOST_AGAIN, rows.countDocuments() / 2);
    BsonDocument before = rows.find().sort(Sorts.descending("_id")).skip(newest).first();
    if (before == null) {
      return;
    }
    StartPosition from = StartPosition.after(AuditRecord.parse(before).token());
    CheckpointPlan other = CheckpointPlan.of("again", store(database));
    try (Watcher again = log.watchDatabase(streams, other).startAt(from).start()) {
      run.settles(() -> again.stats().events() >= newest);
    }
    run.say("");
    run.say("The newest " + newest + " changes were handed over once more, as after a crash.");
  }

  private static Summary figures(Summary summary, MongoCollection<BsonDocument> rows) {
    return summary
        .figure("rows that tell who", rows.countDocuments(Filters.exists("who")))
        .figure("rows in transactions", rows.countDocuments(Filters.exists("txnNumber")))
        .figure("rows with an image before", rows.countDocuments(Filters.exists("before")));
  }
}
