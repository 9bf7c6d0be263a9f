package dev.mongostreams.bench.scenario;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.bench.reader.Folder;
import dev.mongostreams.testkit.ReplicaSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What scenarios stand on.
 *
 * @param rs0 a replica set that nothing else uses; not ended here
 * @param client of this process
 * @param directory for files, deleted at the end
 * @param tell takes one line of progress
 */
public record Ground(ReplicaSet rs0, MongoClient client, Path directory, Consumer<String> tell)
    implements AutoCloseable {

  /** Makes a client and a directory for it. */
  public static Ground on(ReplicaSet rs0, Consumer<String> tell) {
    try {
      Path directory = Files.createTempDirectory("streams-bench");
      return new Ground(rs0, MongoClients.create(rs0.uri()), directory, tell);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  @Override
  public void close() {
    client.close();
    Folder.delete(directory);
  }
}
