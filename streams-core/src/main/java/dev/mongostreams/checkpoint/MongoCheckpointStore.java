package dev.mongostreams.checkpoint;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.MongoNamespace;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each checkpoint as a document of a collection.
 *
 * <p>A claim raises the generation of the document and writes its owner; a save is taken only while
 * both are still its own, and only when it is newer than what is there. So neither a watcher that
 * was replaced nor a save that comes late can move a checkpoint back. Written and read with
 * majority, whatever the collection says: a checkpoint survives a failover.
 *
 * <p>Each operation ends within {@link #LIMIT}, whatever the client says. The client stays the
 * caller's, and has to be open for as long as the store is used. Rights needed: find, insert,
 * update and remove on the collection.
 */
public final class MongoCheckpointStore implements CheckpointStore {
  /** How long one operation may take: saves are repeated, and a start should not hang. */
  public static final Duration LIMIT = Duration.ofSeconds(10);

  static final String ID = "_id";
  static final String GENERATION = "generation";
  static final String OWNER = "owner";
  static final String ORDER = "order";
  static final String CHECKPOINT = "checkpoint";

  private static final int DUPLICATE_KEY = 11000;

  /** Two first claims may meet; the second then finds the document of the first. */
  private static final int MOST_TRIES = 3;

  private final MongoCollection<BsonDocument> collection;

  private MongoCheckpointStore(MongoCollection<BsonDocument> collection) {
    this.collection = collection;
  }

  /**
   * Makes a store in a collection, which is created with the first claim.
   *
   * @param collection of any document class; not capped, not a view, and sharded by {@code _id} if
   *     at all
   * @return the store
   */
  public static MongoCheckpointStore in(MongoCollection<?> collection) {
    return new MongoCheckpointStore(
        collection
            .withDocumentClass(BsonDocument.class)
            .withCodecRegistry(MongoClientSettings.getDefaultCodecRegistry())
            .withReadPreference(ReadPreference.primary())
            .withReadConcern(ReadConcern.MAJORITY)
            .withWriteConcern(WriteConcern.MAJORITY)
            .withTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS));
  }

  /**
   * Tells where the checkpoints are, so that a watcher of the same database can leave them out.
   *
   * @return the namespace of the collection
   */
  public MongoNamespace namespace() {
    return collection.getNamespace();
  }

  @Override
  public CheckpointSlot claim(String name) {
    CheckpointName.checked(name);
    return asked(
        StoreFailures.CLAIM,
        name,
        () -> {
          refuseCapped(name);
          // Before the document is touched: what is not ours stays as it is.
          checkpointIn(find(name), name);
          String owner = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
          BsonDocument mine = raise(name, owner);
          long generation = mine.getInt64(GENERATION).getValue();
          return new MongoSlot(this, name, owner, generation, checkpointIn(mine, name));
        });
  }

  private BsonDocument raise(String name, String owner) {
    Bson update =
        Updates.combine(
            Updates.inc(GENERATION, 1L), Updates.set(OWNER, owner), Updates.set(ORDER, 0L));
    FindOneAndUpdateOptions options =
        new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);
    for (int tries = 1; ; tries++) {
      try {
        BsonDocument mine = collection.findOneAndUpdate(ours(name), update, options);
        if (mine != null) {
          return mine;
        }
      } catch (MongoException collision) {
        if (collision.getCode() != DUPLICATE_KEY || tries == MOST_TRIES) {
          throw collision;
        }
      }
    }
  }

  /** A document of that name, if it is one of this store. */
  static Bson ours(String name) {
    return Filters.and(Filters.eq(ID, name), Filters.type(GENERATION, BsonType.INT64));
  }

  /** A capped collection drops its oldest document when it is full, without a word. */
  private void refuseCapped(String name) {
    BsonDocument statistics;
    try {
      statistics =
          collection
              .aggregate(
                  List.of(
                      new BsonDocument(
                          "$collStats", new BsonDocument("storageStats", new BsonDocument())),
                      Aggregates.project(Projections.include("storageStats.capped"))))
              .first();
    } catch (MongoException cannotTell) {
      if (StoreFailures.isAnswer(cannotTell)) {
        return; // not there yet, a view, or without the right to look: the claim will tell
      }
      throw cannotTell;
    }
    if (statistics != null
        && statistics
            .getDocument("storageStats", new BsonDocument())
            .getBoolean("capped", BsonBoolean.FALSE)
            .getValue()) {
      throw StoreFailures.failed(
          StoreFailures.CLAIM,
          named(name),
          "the collection is capped, and would drop checkpoints when it is full",
          "Name a collection that is not.",
          null);
    }
  }

  @Override
  public @Nullable Checkpoint read(String name) {
    CheckpointName.checked(name);
    return asked(StoreFailures.READ, name, () -> checkpointIn(find(name), name));
  }

  @Override
  public List<String> names() {
    return asked(
        StoreFailures.LIST,
        "",
        () -> {
          List<String> names = new ArrayList<>();
          Bson saved =
              Filters.and(
                  Filters.type(GENERATION, BsonType.INT64),
                  Filters.type(CHECKPOINT, BsonType.DOCUMENT));
          for (BsonDocument found : collection.find(saved).projection(Projections.include(ID))) {
            String name = found.isString(ID) ? found.getString(ID).getValue() : "";
            if (CheckpointName.isOne(name)) {
              names.add(name);
            }
          }
          names.sort(null);
          return List.copyOf(names);
        });
  }

  @Override
  public boolean delete(String name) {
    CheckpointName.checked(name);
    return asked(
        StoreFailures.DELETE,
        name,
        () -> {
          checkpointIn(find(name), name);
          BsonDocument gone = collection.findOneAndDelete(ours(name));
          return gone != null && gone.containsKey(CHECKPOINT);
        });
  }

  @Nullable BsonDocument find(String name) {
    return collection.find(Filters.eq(ID, name)).first();
  }

  MongoCollection<BsonDocument> collection() {
    return collection;
  }

  /** Reads what a document holds; null when it was claimed and never saved. */
  private @Nullable Checkpoint checkpointIn(@Nullable BsonDocument document, String name) {
    if (document == null) {
      return null;
    }
    try {
      if (!document.isInt64(GENERATION)) {
        throw new IllegalArgumentException("it is no checkpoint");
      }
      BsonValue saved = document.get(CHECKPOINT);
      if (saved == null) {
        return null;
      }
      if (!saved.isDocument()) {
        throw new IllegalArgumentException("it is no checkpoint");
      }
      return Checkpoint.parse(saved.asDocument());
    } catch (IllegalArgumentException notOurs) {
      throw StoreFailures.failed(
          StoreFailures.READ,
          named(name),
          String.valueOf(notOurs.getMessage()),
          "It was left as it is: move the document away to start anew, or name another collection.",
          notOurs);
    }
  }

  /** Asks the server, and says in words when it cannot do it. */
  <T extends @Nullable Object> T asked(String what, String name, Supplier<T> question) {
    try {
      return question.get();
    } catch (MongoException failure) {
      throw StoreFailures.explained(what, named(name), collection.getNamespace(), failure);
    } catch (IllegalStateException closed) {
      throw StoreFailures.failed(
          what,
          named(name),
          "its client was closed",
          "Keep the client open for as long as the store is used.",
          closed);
    }
  }

  private String named(String name) {
    String namespace = collection.getNamespace().getFullName();
    return name.isEmpty() ? namespace : name + " in " + namespace;
  }
}
