package dev.mongostreams.cli.deliver;

import dev.mongostreams.WatcherBuilder;

/** Who is given the changes. Closed when the watcher has ended, and then ends what is under way. */
public interface Delivery extends AutoCloseable {

  /**
   * Has changes handed to it.
   *
   * @param watcher that is not started yet
   */
  void takeFrom(WatcherBuilder watcher);

  /**
   * The end has been asked for: what is under way is finished, and a failure is put down to that.
   */
  default void ending() {}

  @Override
  void close();
}
