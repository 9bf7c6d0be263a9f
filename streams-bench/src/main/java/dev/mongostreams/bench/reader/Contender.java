package dev.mongostreams.bench.reader;

import com.mongodb.client.MongoClient;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Engine;
import java.util.Arrays;
import java.util.List;

/** Who is compared. */
public enum Contender {
  /** Raw replies, received and counted: what one cursor of the server can give. */
  LIMIT("limit"),
  /** The loop that people write: {@code watch()} and {@code ChangeStreamDocument<Document>}. */
  DRIVER("driver"),
  /** The same loop with {@code RawBsonDocument} for the whole event: the driver at its best. */
  DRIVER_RAW("driver-raw"),
  /** Our watcher, as it comes. */
  STREAMS("streams"),
  /** Our watcher, its position saved in files: each second and each 1,000 events. */
  STREAMS_CHECKPOINT("streams-checkpoint"),
  /** Our watcher with four workers, and as many documents as events. */
  STREAMS_PARALLEL_4("streams-parallel-4"),
  /** The same with 16 workers. */
  STREAMS_PARALLEL_16("streams-parallel-16"),
  /** Our watcher as a queue that another thread empties. */
  STREAMS_QUEUE("streams-queue"),
  /** Our watcher on the driver's cursor. */
  STREAMS_DRIVER_ENGINE("streams-driver-engine"),
  /** Spring Data's listener container, its listener reading the converted body. */
  SPRING("spring"),
  /** The same, its listener reading the driver's event. */
  SPRING_RAW("spring-raw");

  private final String label;

  Contender(String label) {
    this.label = label;
  }

  /** The name in reports and parameters. */
  public String label() {
    return label;
  }

  /** Finds a contender by its label. */
  public static Contender of(String label) {
    return Arrays.stream(values())
        .filter(one -> one.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Cannot run the reader "
                        + label
                        + ": take "
                        + String.join(", ", labels())
                        + "."));
  }

  /** All labels, in the order of reports. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Contender::label).toList();
  }

  /** Makes a reader for one drain. All readers share one client, and so one pool. */
  public DrainReader reader(MongoClient client, ChangeStreams streams, Workload workload) {
    return switch (this) {
      case LIMIT -> new LimitReader(client, workload);
      case DRIVER -> DriverReader.ofDocuments(client, workload);
      case DRIVER_RAW -> DriverReader.ofBytes(client, workload);
      case STREAMS -> new StreamsReader(streams, workload, Engine.AUTO);
      case STREAMS_CHECKPOINT -> new StreamsReader(streams, workload, Engine.AUTO).saving();
      case STREAMS_PARALLEL_4 -> new ParallelReader(streams, workload, 4);
      case STREAMS_PARALLEL_16 -> new ParallelReader(streams, workload, 16);
      case STREAMS_QUEUE -> new QueueReader(streams, workload);
      case STREAMS_DRIVER_ENGINE -> new StreamsReader(streams, workload, Engine.DRIVER);
      case SPRING -> new SpringReader(client, workload, false);
      case SPRING_RAW -> new SpringReader(client, workload, true);
    };
  }
}
