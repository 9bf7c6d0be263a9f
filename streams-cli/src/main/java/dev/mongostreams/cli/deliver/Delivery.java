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

  @Override
  void close();
}
