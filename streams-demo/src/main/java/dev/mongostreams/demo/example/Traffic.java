package dev.mongostreams.demo.example;

import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.WriteModel;
import dev.mongostreams.demo.ai.AiDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Writes models, predictions and metrics into an AI database, at a steady rate and by a thread of
 * its own, so that there is something to see. Usable by any thread. Close it to end it: after that
 * {@link #writes()} is what the server has acknowledged, and the number of change events it made.
 */
public final class Traffic implements AutoCloseable {
  private static final long TICK_MS = 10;
  private static final int MOST_AT_ONCE = 100;

  private final MongoClient client;
  private final MongoDatabase database;
  private final int rate;
  private final TrafficPlan plan = new TrafficPlan();
  private final AtomicLong writes = new AtomicLong();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread writer = new Thread(this::writeOn, "example-traffic");
  private long planned;
  private volatile @Nullable RuntimeException failure;

  private Traffic(MongoClient client, String name, int rate) {
    this.client = client;
    this.database = client.getDatabase(name);
    this.rate = rate;
  }

  /**
   * Stores four models with a version each, then writes at the rate.
   *
   * @param run says where and how fast; at a rate of 0 nothing follows the models
   * @return the traffic; close it to end it
   */
  public static Traffic start(ExampleRun run) {
    MongoClient client = MongoClients.create(run.uri());
    Traffic traffic = new Traffic(client, run.database(), run.rate());
    try {
      traffic.storeModels(run.uri());
    } catch (RuntimeException unwritable) {
      traffic.close();
      throw unwritable;
    }
    traffic.begin();
    return traffic;
  }

  /**
   * Returns how much has been written.
   *
   * @return writes the server has acknowledged; each makes one change event
   */
  public long writes() {
    return writes.get();
  }

  /**
   * Ends it, and waits until the last write has been acknowledged.
   *
   * @throws RuntimeException what the server refused a write with, when it did
   */
  @Override
  public void close() {
    ended.countDown();
    try {
      writer.join();
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

  private void storeModels(String uri) {
    try (AiDatabase ai = AiDatabase.open("mongodb", uri)) {
      for (String name : TrafficPlan.MODELS) {
        ai.createVersion(ai.createModel(name, "resnet50").id(), "1.0.0");
        writes.addAndGet(2);
      }
    }
  }

  private void begin() {
    writer.setDaemon(true);
    writer.start();
  }

  private void writeOn() {
    long begunNanos = System.nanoTime();
    try {
      while (!ended.await(TICK_MS, TimeUnit.MILLISECONDS)) {
        long due = (System.nanoTime() - begunNanos) * rate / 1_000_000_000;
        while (planned < due && ended.getCount() > 0) {
          write((int) Math.min(MOST_AT_ONCE, due - planned));
        }
      }
    } catch (RuntimeException refused) {
      failure = refused;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(int count) {
    Map<String, List<WriteModel<Document>>> bulks = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      PlannedWrite next = plan.next();
      planned++;
      bulks.computeIfAbsent(next.collection(), name -> new ArrayList<>()).add(next.write());
    }
    bulks.forEach(
        (collection, bulk) -> {
          BulkWriteResult done = database.getCollection(collection).bulkWrite(bulk);
          writes.addAndGet(
              (long) done.getInsertedCount() + done.getModifiedCount() + done.getDeletedCount());
        });
  }
}
