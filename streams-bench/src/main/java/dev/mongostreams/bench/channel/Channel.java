package dev.mongostreams.bench.channel;

import dev.mongostreams.bench.lap.Order;

/** A place of its own to send to and to listen at, as a collection or a topic. */
public interface Channel {

  /** What a lap has to be told to hear of what is sent. */
  Order order();

  /** Makes another one who sends; whoever asks closes it. */
  Publisher publisher();
}
