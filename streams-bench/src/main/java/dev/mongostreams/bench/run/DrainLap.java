package dev.mongostreams.bench.run;

import com.mongodb.client.MongoClient;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.bench.reader.Contender;
import dev.mongostreams.bench.reader.DrainReader;
import dev.mongostreams.bench.reader.Tally;
import dev.mongostreams.bench.reader.Workload;

/** Reads a history from its start to its end, once to warm up and once to be measured. */
final class DrainLap {
  private final MongoClient client;

  DrainLap(MongoClient client) {
    this.client = client;
  }

  Answer run(Order order) throws InterruptedException {
    Workload workload = Workload.of(order);
    Contender way = Contender.of(order.text("way"));
    int handlerMicros = order.number("handlerMicros", 0);
    try (ChangeStreams streams = ChangeStreams.of(client, workload.database())) {
      for (int warmUp = order.number("warmUps", 1); warmUp > 0; warmUp--) {
        drain(way, streams, workload, handlerMicros);
      }
      return drain(way, streams, workload, handlerMicros);
    }
  }

  private Answer drain(Contender way, ChangeStreams streams, Workload workload, int handlerMicros)
      throws InterruptedException {
    Tally tally = new Tally(workload.events(), handlerMicros);
    System.gc();
    try (DrainReader reader = way.reader(client, streams, workload)) {
      Meter meter = new Meter();
      reader.drain(tally);
      return meter.read(workload.events()).tell(new Answer()).fault(tally.fault());
    }
  }
}
