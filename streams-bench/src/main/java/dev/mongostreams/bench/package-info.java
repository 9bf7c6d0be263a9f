/**
 * Benchmarks of the watcher beside what it is measured against. {@link
 * dev.mongostreams.bench.DrainComparison} runs all readers side by side in one process and prints
 * ratios; {@link dev.mongostreams.bench.DrainBenchmark} measures one at a time under JMH.
 */
@NullMarked
package dev.mongostreams.bench;

import org.jspecify.annotations.NullMarked;
