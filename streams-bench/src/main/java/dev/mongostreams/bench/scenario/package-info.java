/**
 * What is asked: a {@link dev.mongostreams.bench.scenario.Scenario} gives all its ways the same to
 * do, and {@link dev.mongostreams.bench.scenario.Ways} knows which program runs which way.
 */
@NullMarked
package dev.mongostreams.bench.scenario;

import org.jspecify.annotations.NullMarked;
