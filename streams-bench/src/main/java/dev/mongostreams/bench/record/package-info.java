/**
 * What was measured, and what it says: a {@link dev.mongostreams.bench.record.Sample} is one lap,
 * {@link dev.mongostreams.bench.record.Recording} holds all of a session with its environment, and
 * {@link dev.mongostreams.bench.record.Gate} is a figure to reach. A recording is stored as JSON,
 * and everything that is shown is taken from it.
 */
@NullMarked
package dev.mongostreams.bench.record;

import org.jspecify.annotations.NullMarked;
