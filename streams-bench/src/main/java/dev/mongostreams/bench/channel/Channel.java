package dev.mongostreams.bench.channel;

import dev.mongostreams.bench.lap.Order;
import java.util.OptionalLong;

/** A place of its own to send to and to listen at, as a collection or a topic. */
public interface Channel {

  /** What a lap has to be told to hear of what is sent. */
  Order order();

  /** Makes another one who sends; whoever asks closes it. */
  Publisher publisher();

  /**
   * What the server keeps just now for those who have not read it, as far as it tells. What it
   * keeps anyway does not count.
   */
  default OptionalLong keptBytes() {
    return OptionalLong.empty();
  }

  /** Gives the server back what it keeps for it, when nobody will read it any more. */
  default void discard() {}
}
