/**
 * One run of one way in a process of its own: what it is asked ({@link
 * dev.mongostreams.bench.lap.Order}), what came when ({@link dev.mongostreams.bench.lap.Arrivals}),
 * and what it says at the end ({@link dev.mongostreams.bench.lap.Answer}). Nothing here needs more
 * than the JDK, so that peers with class paths of their own can speak it too.
 */
@NullMarked
package dev.mongostreams.bench.lap;

import org.jspecify.annotations.NullMarked;
