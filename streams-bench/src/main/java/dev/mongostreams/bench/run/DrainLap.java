package dev.mongostreams.bench.run;

import com.mongodb.client.MongoClient;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.bench.reader.Contender;
import dev.mongostreams.bench.reader.DrainReader;
import dev.mongostreams.bench.reader.Tally;
import dev.mongostreams.bench.reader.Workload;
import java.time.Duration;

/**
 * Reads a history from its start to its end: to warm up, and then as often as it takes to have read
 * for some time, since a single second of a shared machine may be a third slower than the next.
 */
final class DrainLap {
  private static final Duration MEASURED = Duration.ofMillis(2_500);

  /** Enough, where the history is short. */
  private static final int MOST = 5;

  private final MongoClient client;

  DrainLap(MongoClient client) {
    this.client = client;
  }

  Answer run(Order order) throws InterruptedException {
    Workload workload = Workload.of(order);
    Contender way = Contender.of(order.text("way"));
    int handlerMicros = order.number("handlerMicros", 0);
    try (ChangeStreams streams = ChangeStreams.of(client, workload.database())) {
      Drain drain = () -> drain(way, streams, workload, handlerMicros);
      for (int warmUp = order.number("warmUps", 1); warmUp > 0; warmUp--) {
        drain.run();
      }
      return measured(drain);
    }
  }

  private static Answer measured(Drain drain) throws InterruptedException {
    Drained all = drain.run();
    for (int more = MOST - 1; more > 0 && all.wanting(); more--) {
      Drained next = drain.run();
      all = new Drained(all.used().plus(next.used()), next.fault());
    }
    return all.used().tell(new Answer()).fault(all.fault());
  }

  private Drained drain(Contender way, ChangeStreams streams, Workload workload, int handlerMicros)
      throws InterruptedException {
    Tally tally = new Tally(workload.events(), handlerMicros);
    System.gc();
    try (DrainReader reader = way.reader(client, streams, workload)) {
      Meter meter = new Meter();
      reader.drain(tally);
      return new Drained(meter.read(workload.events()), tally.fault());
    }
  }

  /** Reads all of it once. */
  private interface Drain {
    Drained run() throws InterruptedException;
  }

  private record Drained(Used used, String fault) {

    /** True when all is well, and more would say more. */
    boolean wanting() {
      return fault.isEmpty() && used.nanos() < MEASURED.toNanos();
    }
  }
}
