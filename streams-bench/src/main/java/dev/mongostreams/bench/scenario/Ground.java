package dev.mongostreams.bench.scenario;

import com.mongodb.client.MongoClient;
import dev.mongostreams.testkit.ReplicaSet;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What scenarios stand on.
 *
 * @param rs0 a replica set that nothing else uses
 * @param client of this process
 * @param directory for files, deleted at the end
 * @param tell takes one line of progress
 */
public record Ground(ReplicaSet rs0, MongoClient client, Path directory, Consumer<String> tell) {}
