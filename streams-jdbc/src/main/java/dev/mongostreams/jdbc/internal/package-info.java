/**
 * How the sink works. {@link dev.mongostreams.jdbc.internal.PostgresSlot} is the transaction: it
 * moves the position in the {@link dev.mongostreams.jdbc.internal.CheckpointTable}, lets a {@link
 * dev.mongostreams.jdbc.internal.TableEffect} write the rows, and finds out what became of a commit
 * that nobody answered. Not for users.
 */
@NullMarked
package dev.mongostreams.jdbc.internal;

import org.jspecify.annotations.NullMarked;
