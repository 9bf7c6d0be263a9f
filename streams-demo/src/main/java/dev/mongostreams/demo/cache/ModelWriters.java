package dev.mongostreams.demo.cache;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.util.Random;
import org.bson.Document;
import org.bson.types.ObjectId;

/**
 * Changes models at a steady rate, one at a time so that each acknowledgement is seen: mostly
 * updates, some replaces, and now and then a delete and the model anew. Each state of a model has a
 * revision, which only grows. Close it to end it.
 */
final class ModelWriters implements AutoCloseable {
  /** How many models there are; their numbers begin at 0. */
  static final int MODELS = 40;

  private static final int THREADS = 4;

  private final MongoCollection<Document> models;
  private final WriteLedger ledger;
  private final double rateOfOne;
  private final ObjectId[] ids = new ObjectId[MODELS];
  private final long[] revisions = new long[MODELS];
  private final Crew crew = new Crew("writer");

  ModelWriters(MongoClient client, String database, WriteLedger ledger, int rate) {
    this.models =
        client
            .getDatabase(database)
            .getCollection(ModelCache.MODELS)
            .withWriteConcern(WriteConcern.MAJORITY);
    this.ledger = ledger;
    this.rateOfOne = (double) rate / THREADS;
  }

  /** Stores the models, then writes. */
  void start() {
    for (int model = 0; model < MODELS; model++) {
      insert(model);
    }
    for (int first = 0; first < THREADS; first++) {
      crew.add(new Turn(first));
    }
  }

  /** What one thread writes in time. Each model belongs to one of them. */
  private final class Turn implements Runnable {
    private final int first;
    private final Random random;
    private final long begunNanos = System.nanoTime();
    private long done;

    Turn(int first) {
      this.first = first;
      this.random = new Random(first);
    }

    @Override
    public void run() {
      long due = (long) ((System.nanoTime() - begunNanos) / 1e9 * rateOfOne);
      for (; done < due && !crew.ending(); done++) {
        write(first + THREADS * random.nextInt(MODELS / THREADS), random.nextInt(100));
      }
    }
  }

  private void write(int model, int kind) {
    ObjectId id = ids[model];
    WriteLedger.Write write = ledger.begins(id, model, ++revisions[model]);
    if (kind < 80) {
      models.updateOne(
          Filters.eq(id),
          Updates.combine(
              Updates.set("architecture", "resnet50 build " + revisions[model]),
              Updates.set("revision", revisions[model])));
    } else if (kind < 95) {
      models.replaceOne(Filters.eq(id), document(id, model));
    } else {
      models.deleteOne(Filters.eq(id));
    }
    ledger.acknowledged(write);
    if (kind >= 95) {
      insert(model);
    }
  }

  /** An insert invalidates nothing: what is not there is not cached. */
  private void insert(int model) {
    ids[model] = new ObjectId();
    revisions[model]++;
    models.insertOne(document(ids[model], model));
  }

  private Document document(ObjectId id, int model) {
    return new Document("_id", id)
        .append("id", (long) model)
        .append("name", "model-" + model)
        .append("architecture", "vit-b16 build " + revisions[model])
        .append("revision", revisions[model]);
  }

  @Override
  public void close() {
    crew.close();
  }
}
