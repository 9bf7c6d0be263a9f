/**
 * How fast a cache is invalidated: {@link dev.mongostreams.bench.cache.CacheComparison} runs each
 * {@link dev.mongostreams.bench.cache.Way} over one {@link
 * dev.mongostreams.bench.cache.ModelHistory} in turn.
 */
@NullMarked
package dev.mongostreams.bench.cache;

import org.jspecify.annotations.NullMarked;
