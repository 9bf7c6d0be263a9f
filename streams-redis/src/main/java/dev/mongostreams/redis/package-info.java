/**
 * Keeps what is cached in Redis right. {@link dev.mongostreams.redis.RedisInvalidation} deletes or
 * rewrites the keys of documents that change; {@link dev.mongostreams.redis.ReadThrough} fills them
 * in a way that no invalidation can be overtaken by. A {@link dev.mongostreams.redis.Flush} tells
 * that all keys of a prefix were deleted, and why.
 */
@NullMarked
package dev.mongostreams.redis;

import org.jspecify.annotations.NullMarked;
