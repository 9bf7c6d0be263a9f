package dev.mongostreams.bench.live;

import dev.mongostreams.bench.lap.Order;

/** Sends numbers to those who listen. For one thread. */
public interface Publisher extends AutoCloseable {

  /** Sends a number; when this is back, it has been accepted. */
  void publish(int number);

  /** What a lap has to be told to hear of them. */
  Order order();

  @Override
  void close();
}
