/**
 * Debezium Engine as a way of the benchmarks: what {@code dev.mongostreams.bench.run} does with our
 * watcher, in a process with Debezium's libraries and the driver that it is made for.
 */
@NullMarked
package dev.mongostreams.bench.debezium;

import org.jspecify.annotations.NullMarked;
