package dev.mongostreams.bench.hop;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Watcher;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.bson.BsonInt32;
import org.bson.Document;

/**
 * How much later does a handler see a write when events go through lanes to several workers?
 *
 * <p>Workload: inserts of 200 bytes with majority, each due at its time whatever became of the one
 * before, with a jitter of half the distance. Two watchers are open, one with one worker and one
 * with several, each on a collection of its own; a coin decides into which of the two a write goes.
 * So both meet the same disturbances, write by write, and do not wake for the same write. The first
 * fifth of a round is dropped. A round in which a write did not come exactly once is void.
 *
 * <p>Command: {@code ./streams bench hop}. One should see the same p50 for both, give or take what
 * the machine's other work makes of it: an event that comes alone wakes one worker either way.
 */
public final class HopLatency {
  private static final long LIMIT_SECONDS = 120;
  private static final int FILLING_CHARACTERS = 150;
  private static final int WARM_UP_PART = 5;
  private static final long UNSEEN = 0;

  /** An event may come before its acknowledgement, and a histogram takes no negative times. */
  private static final long SHIFT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final MongoCollection<Document> one;
  private final MongoCollection<Document> several;
  private final ChangeStreams streams;
  private final int workers;
  private final Random random = new Random(42);
  private int rounds;

  /** Prepares two collections of a database; the second is watched by so many workers. */
  public HopLatency(MongoClient client, ChangeStreams streams, String database, int workers) {
    this.one = collection(client, database, "one");
    this.several = collection(client, database, "several");
    this.streams = streams;
    this.workers = workers;
  }

  private static MongoCollection<Document> collection(
      MongoClient client, String database, String name) {
    return client.getDatabase(database).getCollection(name).withWriteConcern(WriteConcern.MAJORITY);
  }

  /**
   * What one watcher was measured at, in nanoseconds.
   *
   * @param due from the time a write was due to the handler
   * @param acknowledged from its acknowledgement to the handler, shifted
   */
  public record Side(Histogram due, Histogram acknowledged) {
    Side() {
      this(new Histogram(3), new Histogram(5));
    }

    /** Microseconds from when the write was due. */
    public double dueMicros(double percentile) {
      return due.getValueAtPercentile(percentile) / 1_000.0;
    }

    /** Microseconds from its acknowledgement; less than zero when the event came first. */
    public double acknowledgedMicros(double percentile) {
      return (acknowledged.getValueAtPercentile(percentile) - SHIFT_NANOS) / 1_000.0;
    }
  }

  /** Both watchers, in one round. */
  public record Round(Side one, Side several) {
    /** Microseconds that lanes add to half of the events, or take away. */
    public double addedMicros() {
      return several.dueMicros(50) - one.dueMicros(50);
    }

    /** The same, from the acknowledgement: without the time that the writes themselves took. */
    public double addedAfterAcknowledgementMicros() {
      return several.acknowledgedMicros(50) - one.acknowledgedMicros(50);
    }
  }

  /** What happened to the writes of a round, by their numbers; filled by writer and handlers. */
  private static final class Writes {
    final boolean[] toSeveral;
    final long[] due;
    final long[] acknowledged;
    final AtomicLongArray seen;
    final CountDownLatch left;

    Writes(int count) {
      toSeveral = new boolean[count];
      due = new long[count];
      acknowledged = new long[count];
      seen = new AtomicLongArray(count);
      left = new CountDownLatch(count);
    }

    void take(ChangeEvent change) {
      long now = System.nanoTime();
      int number = ((BsonInt32) Objects.requireNonNull(change.value("fullDocument.n"))).getValue();
      if (!seen.compareAndSet(number, UNSEEN, now)) {
        throw new IllegalStateException("A write came twice: the round is void.");
      }
      left.countDown();
    }
  }

  /** Writes so often at that rate, and measures; who opens first takes turns. */
  public Round round(int count, int perSecond) throws InterruptedException {
    Writes writes = new Writes(count);
    boolean oneFirst = rounds++ % 2 == 0;
    try (Watcher first = watch(oneFirst, writes);
        Watcher second = watch(!oneFirst, writes)) {
      write(writes, perSecond);
      if (!writes.left.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            writes.left.getCount()
                + " writes did not come, the watchers are "
                + first.state()
                + " and "
                + second.state()
                + ": the round is void.");
      }
    }
    return measured(writes);
  }

  private Watcher watch(boolean byOne, Writes writes) {
    MongoCollection<Document> what = byOne ? one : several;
    return streams
        .watchCollection(what.getNamespace().getCollectionName())
        .parallel(byOne ? 1 : workers)
        .onChange(writes::take)
        .start();
  }

  private void write(Writes writes, int perSecond) {
    long distance = TimeUnit.SECONDS.toNanos(1) / perSecond;
    String filling = "x".repeat(FILLING_CHARACTERS);
    long begin = System.nanoTime() + distance;
    for (int number = 0; number < writes.due.length; number++) {
      writes.toSeveral[number] = random.nextBoolean();
      writes.due[number] = begin + number * distance + random.nextLong(distance / 2);
      Document document = new Document("n", number).append("filling", filling);
      awaitTime(writes.due[number]);
      (writes.toSeveral[number] ? several : one).insertOne(document);
      writes.acknowledged[number] = System.nanoTime();
    }
  }

  private static void awaitTime(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static Round measured(Writes writes) {
    Round round = new Round(new Side(), new Side());
    int count = writes.due.length;
    for (int number = count / WARM_UP_PART; number < count; number++) {
      Side side = writes.toSeveral[number] ? round.several : round.one;
      long seen = writes.seen.get(number);
      side.due.recordValue(seen - writes.due[number]);
      side.acknowledged.recordValue(Math.max(0, seen - writes.acknowledged[number] + SHIFT_NANOS));
    }
    return round;
  }
}
