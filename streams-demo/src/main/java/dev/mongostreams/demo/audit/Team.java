package dev.mongostreams.demo.audit;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.mongostreams.demo.example.ExampleRun;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Ann, who tunes models; Bob, who releases versions, in a transaction; Cyd, who deletes those that
 * are retired. Each writes a name into what is changed. About one change of theirs comes with 25 of
 * the other traffic. Close it to end it: after that {@link #writes()} is what was acknowledged.
 */
final class Team implements AutoCloseable {
  private static final long PAUSE_MS = 300;
  private static final int MODELS = 4;

  /** Above the numbers of versions that the traffic stores. */
  private static final long FIRST_VERSION = 100;

  private final MongoClient client;
  private final MongoCollection<Document> models;
  private final MongoCollection<Document> versions;
  private final boolean idle;
  private final AtomicLong writes = new AtomicLong();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread worker = new Thread(this::workOn, "audit-team");
  private long round;
  private volatile @Nullable RuntimeException failure;

  private Team(MongoClient client, MongoDatabase database, boolean idle) {
    this.client = client;
    this.models = database.getCollection("models");
    this.versions = database.getCollection("versions");
    this.idle = idle;
  }

  /** Begins to work on the models that the traffic of the run has stored. */
  static Team start(ExampleRun run) {
    MongoClient client = MongoClients.create(run.uri());
    Team team = new Team(client, client.getDatabase(run.database()), run.rate() == 0);
    team.worker.setDaemon(true);
    team.worker.start();
    return team;
  }

  /** Changes so far: each makes one change event. */
  long writes() {
    return writes.get();
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      worker.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      client.close();
    }
    RuntimeException refused = failure;
    failure = null;
    if (refused != null) {
      throw refused;
    }
  }

  private void workOn() {
    try {
      while (!idle && !ended.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
        work(round++);
      }
    } catch (RuntimeException refused) {
      failure = refused;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(long turn) {
    long model = 1 + turn / 4 % MODELS;
    long version = FIRST_VERSION + turn / 4;
    switch ((int) (turn % 4)) {
      case 0 -> tune(model, turn);
      case 1 -> tune(model, turn);
      case 2 -> release(model, version);
      default -> delete(version - 1);
    }
  }

  /** The second time Ann is there already, and the server says nothing of her. */
  private void tune(long model, long turn) {
    Bson tuned =
        Updates.combine(
            Updates.set("learning_rate", 0.1 / (turn + 1)), Updates.set("updated_by", "ann"));
    writes.addAndGet(models.updateOne(numbered(model), tuned).getModifiedCount());
  }

  private void release(long model, long version) {
    try (ClientSession session = client.startSession()) {
      long changed = session.withTransaction(() -> release(session, model, version));
      writes.addAndGet(changed);
    }
  }

  private long release(ClientSession session, long model, long version) {
    Bson by = Updates.set("updated_by", "bob");
    versions.insertOne(
        session,
        new Document("id", version)
            .append("model_id", model)
            .append("version", "1." + (version - FIRST_VERSION) + ".0")
            .append("created_at", Date.from(Instant.now()))
            .append("updated_by", "bob"));
    return 1
        + models
            .updateOne(
                session, numbered(model), Updates.combine(Updates.set("current", version), by))
            .getModifiedCount()
        + versions
            .updateOne(
                session, numbered(version - 1), Updates.combine(Updates.set("retired", true), by))
            .getModifiedCount();
  }

  /** Who deletes cannot say so in what is gone, and so says it before. */
  private void delete(long version) {
    Bson by = Updates.set("updated_by", "cyd");
    writes.addAndGet(versions.updateOne(numbered(version), by).getModifiedCount());
    writes.addAndGet(versions.deleteOne(numbered(version)).getDeletedCount());
  }

  private static Bson numbered(long id) {
    return Filters.eq("id", id);
  }
}
