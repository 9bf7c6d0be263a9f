/**
 * The ways to read a change stream that are compared, behind {@link
 * dev.mongostreams.bench.reader.DrainReader}, and the {@link
 * dev.mongostreams.bench.reader.Workload} they all read.
 */
@NullMarked
package dev.mongostreams.bench.reader;

import org.jspecify.annotations.NullMarked;
