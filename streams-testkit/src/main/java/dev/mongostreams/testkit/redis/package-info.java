/**
 * A real Redis in one line, for tests, demonstrations and benchmarks of caches: {@link
 * dev.mongostreams.testkit.redis.RedisServer}. The program comes from {@code
 * com.github.codemonstur:embedded-redis}, which who uses this package adds.
 */
@NullMarked
package dev.mongostreams.testkit.redis;

import org.jspecify.annotations.NullMarked;
