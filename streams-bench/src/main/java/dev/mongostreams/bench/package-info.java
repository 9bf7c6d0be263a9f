/**
 * Benchmarks of the watcher beside what it is measured against. {@link
 * dev.mongostreams.bench.SuiteRun} runs scenarios whose ways take turns, each in a process of its
 * own; {@link dev.mongostreams.bench.DrainBenchmark} measures one reader at a time under JMH.
 */
@NullMarked
package dev.mongostreams.bench;

import org.jspecify.annotations.NullMarked;
