package dev.mongostreams.bench.channel;

/** Sends to a channel, over a connection of its own where there is one. For one thread. */
public interface Publisher extends AutoCloseable {

  /** How many numbers the server accepts together, with {@link #commit}: one, unless told. */
  default int together() {
    return 1;
  }

  /**
   * Has the server accept what is open, which would be given up with {@link #close} otherwise; who
   * accepts each number by itself has nothing open.
   */
  default void commit() {}

  /** Sends a number; when this is back, it has been accepted, or is open. */
  default void publish(int number) {
    publish(number, "");
  }

  /**
   * Sends a number in a larger message.
   *
   * @param filling of ASCII, which does not begin with a digit
   */
  void publish(int number, String filling);

  /**
   * Sends a text as the payload of one message.
   *
   * @param text of ASCII, so that it has as many bytes as characters
   * @return false when it is refused as too long
   */
  boolean offer(String text);

  @Override
  void close();
}
