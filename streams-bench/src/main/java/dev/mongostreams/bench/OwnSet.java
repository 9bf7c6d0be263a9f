package dev.mongostreams.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.bench.reader.Contender;
import dev.mongostreams.bench.reader.DrainReader;
import dev.mongostreams.bench.reader.Tally;
import dev.mongostreams.bench.reader.Workload;
import dev.mongostreams.testkit.ReplicaSet;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** An rs0 of a benchmark's own, from its first iteration to its last, and who reads from it. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls start() before anything else.
public class OwnSet {
  private ReplicaSet rs0;
  private MongoClient client;
  private ChangeStreams streams;
  private String database;
  private @Nullable DrainReader open;

  /** Starts rs0. */
  @Setup(Level.Trial)
  public void start() {
    rs0 = ReplicaSet.start();
    client = MongoClients.create(rs0.uri());
    database = rs0.freshDatabase();
    streams = ChangeStreams.of(client, database);
  }

  MongoClient client() {
    return client;
  }

  String database() {
    return database;
  }

  /**
   * Reads a history to its end.
   *
   * @return how many events came
   * @throws IllegalStateException when they are not those that were written
   */
  int drain(String label, Workload workload, int handlerMicros) throws InterruptedException {
    Tally tally = new Tally(workload.events(), handlerMicros);
    DrainReader reader = Contender.of(label).reader(client, streams, workload);
    open = reader;
    reader.drain(tally);
    if (!tally.fault().isEmpty()) {
      throw new IllegalStateException("The reader " + label + " brought " + tally.fault() + ".");
    }
    return tally.count();
  }

  /**
   * Ends the drain before: only now, because the profiler counts the bytes of living threads alone.
   */
  @Setup(Level.Iteration)
  public void endDrain() {
    if (open != null) {
      open.close();
      open = null;
    }
  }

  /** Ends rs0. */
  @TearDown(Level.Trial)
  public void end() {
    endDrain();
    streams.close();
    client.close();
    rs0.close();
  }
}
