/**
 * The operator's tools: {@link dev.mongostreams.cli.checkpoint.CheckpointCommand} looks at what a
 * store holds and changes it, {@link dev.mongostreams.cli.checkpoint.TokenCommand} tells what a
 * resume token tells. Which store is said by a {@link dev.mongostreams.cli.checkpoint.StoreOption}.
 */
@NullMarked
package dev.mongostreams.cli.checkpoint;

import org.jspecify.annotations.NullMarked;
