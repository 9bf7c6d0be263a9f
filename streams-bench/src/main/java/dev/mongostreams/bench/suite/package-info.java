/**
 * The comparisons that a report is made of: a {@link dev.mongostreams.bench.suite.Scenario} gives
 * all its ways the same to do, {@link dev.mongostreams.bench.suite.Rounds} lets them take turns,
 * and {@link dev.mongostreams.bench.suite.Plan} says which scenarios, and how long.
 */
@NullMarked
package dev.mongostreams.bench.suite;

import org.jspecify.annotations.NullMarked;
