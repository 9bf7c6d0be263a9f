/**
 * How fast a collection is kept in PostgreSQL: {@link dev.mongostreams.bench.sync.SyncComparison}
 * runs each {@link dev.mongostreams.bench.sync.Way} over one {@link
 * dev.mongostreams.bench.sync.ModelHistory} in turn, and compares the {@link
 * dev.mongostreams.bench.sync.Contents} of table and collection.
 */
@NullMarked
package dev.mongostreams.bench.sync;

import org.jspecify.annotations.NullMarked;
