/**
 * Decides when a position is saved. {@link dev.mongostreams.internal.checkpoint.CheckpointWriter}
 * is a step machine beside the reader and the lane: it says what is to be saved, and is told how it
 * went.
 */
@NullMarked
package dev.mongostreams.internal.checkpoint;

import org.jspecify.annotations.NullMarked;
