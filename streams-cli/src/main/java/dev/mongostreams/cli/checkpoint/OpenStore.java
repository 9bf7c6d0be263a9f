package dev.mongostreams.cli.checkpoint;

import com.mongodb.client.MongoClient;
import dev.mongostreams.checkpoint.CheckpointStore;
import dev.mongostreams.checkpoint.FileCheckpointStore;
import dev.mongostreams.checkpoint.MongoCheckpointStore;
import dev.mongostreams.cli.connect.Access;

/** A store, with the client that it may need. */
public final class OpenStore implements AutoCloseable {
  private final CheckpointStore store;
  private final StoreLocation location;
  private final Runnable end;

  private OpenStore(CheckpointStore store, StoreLocation location, Runnable end) {
    this.store = store;
    this.location = location;
    this.end = end;
  }

  static OpenStore at(StoreLocation location, Access access) {
    if (location instanceof StoreLocation.Directory directory) {
      return new OpenStore(FileCheckpointStore.at(directory.path()), location, () -> {});
    }
    StoreLocation.Collection collection = (StoreLocation.Collection) location;
    MongoClient client = access.client(access.store(collection.uri()));
    return new OpenStore(
        MongoCheckpointStore.in(
            client.getDatabase(collection.database()).getCollection(collection.name())),
        location,
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
    return location.toString();
  }
}
