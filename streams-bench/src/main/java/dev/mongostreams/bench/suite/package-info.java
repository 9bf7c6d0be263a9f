/**
 * The comparisons that a report is made of: a {@link dev.mongostreams.bench.suite.Plan} says which
 * scenarios, and how long; {@link dev.mongostreams.bench.suite.Session} lets their ways take turns,
 * and {@link dev.mongostreams.bench.suite.Gates} says what has to come out.
 */
@NullMarked
package dev.mongostreams.bench.suite;

import org.jspecify.annotations.NullMarked;
