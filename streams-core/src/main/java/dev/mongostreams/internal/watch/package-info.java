/**
 * A watcher without its threads. {@link dev.mongostreams.internal.watch.WatchMachine} puts the
 * reader, the lane and the progress together; whoever turns it, threads or a simulation, does what
 * it asks for and tells it how that went.
 */
@NullMarked
package dev.mongostreams.internal.watch;

import org.jspecify.annotations.NullMarked;
