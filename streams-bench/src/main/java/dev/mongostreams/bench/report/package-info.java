/**
 * What was measured, and what it says: a {@link dev.mongostreams.bench.report.Run} is one drain,
 * {@link dev.mongostreams.bench.report.Results} holds all of them, {@link
 * dev.mongostreams.bench.report.Rates} those of ways that take turns, and {@link
 * dev.mongostreams.bench.record.Gate} is a ratio to reach. {@link
 * dev.mongostreams.bench.report.ReportCommand} makes the pages of a recording of the suite.
 */
@NullMarked
package dev.mongostreams.bench.report;

import org.jspecify.annotations.NullMarked;
