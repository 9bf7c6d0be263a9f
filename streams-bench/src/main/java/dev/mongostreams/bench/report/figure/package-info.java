/**
 * What figures are called and how they are written: {@link
 * dev.mongostreams.bench.report.figure.Figures} is the one catalogue of their names, and {@link
 * dev.mongostreams.bench.report.figure.Guarantee} of what the ways promise. {@link
 * dev.mongostreams.bench.report.figure.Remark} says of some how their times are to be read.
 */
@NullMarked
package dev.mongostreams.bench.report.figure;

import org.jspecify.annotations.NullMarked;
