/**
 * The pages of a report: {@link dev.mongostreams.bench.report.page.Contents} takes sections of
 * {@link dev.mongostreams.bench.report.page.Block}s from a recording, {@link
 * dev.mongostreams.bench.report.page.HtmlPage} and {@link
 * dev.mongostreams.bench.report.page.MarkdownPage} write them down, and {@link
 * dev.mongostreams.bench.report.page.ReportFiles} keeps both beside it.
 */
@NullMarked
package dev.mongostreams.bench.report.page;

import org.jspecify.annotations.NullMarked;
