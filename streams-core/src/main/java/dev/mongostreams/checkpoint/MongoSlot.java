package dev.mongostreams.checkpoint;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** A document that is this slot's while nobody has raised its generation. */
final class MongoSlot implements CheckpointSlot {
  private final MongoCheckpointStore store;
  private final String name;
  private final String owner;
  private final long generation;
  private final @Nullable Checkpoint loaded;
  private final AtomicLong orders = new AtomicLong();
  private volatile boolean closed;

  MongoSlot(
      MongoCheckpointStore store,
      String name,
      String owner,
      long generation,
      @Nullable Checkpoint loaded) {
    this.store = store;
    this.name = name;
    this.owner = owner;
    this.generation = generation;
    this.loaded = loaded;
  }

  @Override
  public @Nullable Checkpoint loaded() {
    return loaded;
  }

  @Override
  public void save(Checkpoint checkpoint) {
    if (closed) {
      throw StoreFailures.closed(name);
    }
    long order = orders.incrementAndGet();
    store.asked(StoreFailures.SAVE, name, () -> save(checkpoint.document(), order));
  }

  private boolean save(BsonDocument checkpoint, long order) {
    Bson mineAndOlder =
        Filters.and(
            Filters.eq(MongoCheckpointStore.ID, name),
            Filters.eq(MongoCheckpointStore.GENERATION, generation),
            Filters.eq(MongoCheckpointStore.OWNER, owner),
            Filters.lt(MongoCheckpointStore.ORDER, order));
    Bson next =
        Updates.combine(
            Updates.set(MongoCheckpointStore.ORDER, order),
            Updates.set(MongoCheckpointStore.CHECKPOINT, checkpoint));
    boolean taken = store.collection().updateOne(mineAndOlder, next).getMatchedCount() == 1;
    // Not taken while it is still ours: a later save has overtaken this one, which is as good.
    if (!taken && !isMine(store.find(name))) {
      throw StoreFailures.fenced(name);
    }
    return taken;
  }

  private boolean isMine(@Nullable BsonDocument now) {
    return now != null
        && new BsonInt64(generation).equals(now.get(MongoCheckpointStore.GENERATION))
        && new BsonString(owner).equals(now.get(MongoCheckpointStore.OWNER));
  }

  /** Tells the server nothing: the next claim takes the name anyway, and a stop must not wait. */
  @Override
  public void close() {
    closed = true;
  }
}
