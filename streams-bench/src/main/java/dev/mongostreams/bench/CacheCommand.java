package dev.mongostreams.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.bench.cache.CacheComparison;
import dev.mongostreams.bench.cache.ModelHistory;
import dev.mongostreams.bench.cache.Way;
import dev.mongostreams.bench.record.Gate;
import dev.mongostreams.bench.report.Rates;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.redis.RedisServer;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import redis.clients.jedis.RedisClient;

/** The options of {@link CacheComparison}, and its report. For one run. */
@Command(
    name = "cache",
    description = "Invalidates cached keys in Redis, beside plain pipelined deletes of them.",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the table was printed; whether the gates are met stands in it",
      "1:a way left a key that it should have deleted, or could not run",
      "2:wrong usage"
    })
final class CacheCommand implements Callable<Integer> {
  private static final double LEAST_RATE = 20_000;
  private static final double LEAST_RATIO = 0.7;

  @Spec private CommandSpec spec;

  @Option(
      names = "--events",
      defaultValue = "50000",
      description = "How many updates to handle. Default: ${DEFAULT-VALUE}.")
  private int events;

  @Option(
      names = "--rounds",
      defaultValue = "7",
      description = "How often each way runs, after a round that warms up. Default: 7.")
  private int rounds;

  @Mixin private MongoOption mongo = new MongoOption();

  /** Runs the comparison; called by the command line once the options are known. */
  @Override
  public Integer call() throws InterruptedException {
    if (events < 1 || rounds < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "Cannot run " + rounds + " rounds of " + events + " events: give at least 1 of each.");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (ReplicaSet rs0 = mongo.rs0().start();
        MongoClient client = MongoClients.create(rs0.uri());
        RedisServer server = RedisServer.start();
        RedisClient redis = RedisClient.create(server.uri())) {
      out.printf(
          "%,d updates, one a key, %d rounds, medians%nMongoDB %s, Redis %s, %s%n%n",
          events, rounds, rs0.version(), version(redis), Machine.describe());
      out.flush();
      return compare(client, rs0.freshDatabase(), redis) ? 0 : 1;
    }
  }

  private boolean compare(MongoClient client, String database, RedisClient redis)
      throws InterruptedException {
    ModelHistory history = ModelHistory.write(client, database, events);
    try (ChangeStreams streams = ChangeStreams.of(client, database)) {
      CacheComparison comparison = new CacheComparison(streams, redis, history, this::tell);
      Rates<Way> rates = comparison.compare(rounds);
      rates.print(spec.commandLine().getOut(), Way::label, gates(rates));
      return !comparison.voided();
    }
  }

  private static List<Gate> gates(Rates<Way> rates) {
    return List.of(
        Gate.atLeast(
            "watcher and invalidation, events a second", rates.median(Way.WATCHED), LEAST_RATE),
        Gate.atLeast(
            "invalidation / plain pipelined DELs",
            rates.ratio(Way.INVALIDATION, Way.PLAIN_DELETES),
            LEAST_RATIO));
  }

  private static String version(RedisClient redis) {
    return redis
        .info("server")
        .lines()
        .filter(line -> line.startsWith("redis_version:"))
        .findFirst()
        .orElse("")
        .substring("redis_version:".length());
  }

  private void tell(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}
