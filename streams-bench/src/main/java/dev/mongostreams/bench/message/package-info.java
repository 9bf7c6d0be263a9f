/**
 * What a lap's process does that hears of messages from Redis or PostgreSQL: it notes each one
 * until it is ended. Nothing here knows MongoDB.
 */
@NullMarked
package dev.mongostreams.bench.message;

import org.jspecify.annotations.NullMarked;
