/**
 * Models cached in Redis, and a watcher that keeps the cache right. {@code ModelCache} is what a
 * program of yours would have; the others write, read and keep account, so that {@link
 * dev.mongostreams.demo.cache.CacheExample} can say what came of it.
 */
@NullMarked
package dev.mongostreams.demo.cache;

import org.jspecify.annotations.NullMarked;
