package dev.mongostreams.bench.channel;

import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.testkit.postgres.PostgresServer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table whose trigger tells of each row on the channel of its topic. */
final class NotifyTopics implements Topics {
  private final NotifyChannel table;

  NotifyTopics(PostgresServer server) {
    this.table =
        new NotifyChannel(
            server,
            "TG_ARGV[0] || to_char(substring(NEW.text from ''^[0-9]+'')::int % "
                + (COUNT + ", ''FM00'')"));
  }

  @Override
  public Order order() {
    return order(COUNT);
  }

  @Override
  public Order order(int keep) {
    String name = table.order().text("channel");
    String channels =
        IntStream.range(0, keep)
            .mapToObj(topic -> name + Topics.of(topic))
            .collect(Collectors.joining(","));
    return table.order().with("channel", channels);
  }

  @Override
  public Publisher publisher() {
    return table.publisher();
  }
}
