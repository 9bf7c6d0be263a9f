/**
 * Where a watcher keeps how far it has come. A {@link dev.mongostreams.checkpoint.CheckpointStore}
 * hands out one {@link dev.mongostreams.checkpoint.CheckpointSlot} for a name at a time; what is
 * saved in it is a {@link dev.mongostreams.checkpoint.Checkpoint}: a position and the {@link
 * dev.mongostreams.checkpoint.CheckpointIdentity} of the stream that it belongs to.
 *
 * @serial exclude
 */
@NullMarked
package dev.mongostreams.checkpoint;

import org.jspecify.annotations.NullMarked;
