/**
 * The pictures of a report: {@link dev.mongostreams.bench.report.chart.Charts} chooses what is
 * drawn of a scenario, a browser draws it from {@link dev.mongostreams.bench.report.chart.Chart},
 * and {@link dev.mongostreams.bench.report.chart.Pictures} writes two of them as files.
 */
@NullMarked
package dev.mongostreams.bench.report.chart;

import org.jspecify.annotations.NullMarked;
