/**
 * What was measured, and what it says: {@link dev.mongostreams.bench.report.Rates} are those of
 * ways that take turns in one process, and {@link dev.mongostreams.bench.record.Gate} is a ratio to
 * reach. {@link dev.mongostreams.bench.report.ReportCommand} makes the pages of a recording of the
 * suite.
 */
@NullMarked
package dev.mongostreams.bench.report;

import org.jspecify.annotations.NullMarked;
