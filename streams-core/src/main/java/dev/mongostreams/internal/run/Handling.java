package dev.mongostreams.internal.run;

import dev.mongostreams.ChangeHandler;
import dev.mongostreams.handler.AsyncHandler;
import dev.mongostreams.handler.BatchHandler;

/** Who is given what a watcher reads. */
public sealed interface Handling {

  /** One event at a time. */
  record Each(ChangeHandler handler) implements Handling {}

  /** Several at once, up to a limit. */
  record Batches(int limit, BatchHandler handler) implements Handling {}

  /** One event at a time, without waiting for its end. */
  record Later(AsyncHandler handler) implements Handling {}

  /** Several at once, together with the position, by whoever keeps the checkpoint. */
  record Kept(int limit) implements Handling {}
}
