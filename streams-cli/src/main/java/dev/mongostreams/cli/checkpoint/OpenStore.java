package dev.mongostreams.cli.checkpoint;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import dev.mongostreams.checkpoint.CheckpointStore;
import dev.mongostreams.checkpoint.FileCheckpointStore;
import dev.mongostreams.checkpoint.MongoCheckpointStore;
import dev.mongostreams.cli.connect.Access;

/** A store, with the client that it may need. */
public final class OpenStore implements AutoCloseable {
  private final CheckpointStore store;
  private final String place;
  private final Runnable end;

  private OpenStore(CheckpointStore store, String place, Runnable end) {
    this.store = store;
    this.place = place;
    this.end = end;
  }

  static OpenStore at(StoreLocation location, Access access) {
    if (location instanceof StoreLocation.Directory directory) {
      return new OpenStore(
          FileCheckpointStore.at(directory.path()), directory.toString(), () -> {});
    }
    ConnectionString uri = access.store(((StoreLocation.Collection) location).uri());
    String database = uri.getDatabase();
    String name = uri.getCollection();
    if (database == null || name == null) {
      throw new IllegalArgumentException(
          "Cannot keep checkpoints there: the connection string of the store names no collection."
              + " Write it as mongodb://host:27017/db.collection.");
    }
    MongoClient client = access.client(uri);
    return new OpenStore(
        MongoCheckpointStore.in(client.getDatabase(database).getCollection(name)),
        database + "." + name,
        client::close);
  }

  /**
   * The store, until this is closed.
   *
   * @return the store
   */
  public CheckpointStore store() {
    return store;
  }

  @Override
  public void close() {
    end.run();
  }

  /** Where it is, without a password. */
  @Override
  public String toString() {
    return place;
  }
}
