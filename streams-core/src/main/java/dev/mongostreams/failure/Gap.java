package dev.mongostreams.failure;

import dev.mongostreams.Scope;
import dev.mongostreams.StartPosition;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of history that is provably lost: the server no longer has what followed a position.
 * Immutable.
 *
 * @param watcher name of the watcher
 * @param scope what it watches
 * @param lastSafe the position behind which changes are missing; all before it was read
 * @param lastSafeTime cluster time of that position, or null when it does not tell
 * @param firstReadable time of the oldest change the server still had, or null where the rights do
 *     not reach so far ({@code read} on {@code local})
 */
public record Gap(
    String watcher,
    Scope scope,
    StartPosition lastSafe,
    @Nullable BsonTimestamp lastSafeTime,
    @Nullable BsonTimestamp firstReadable) {}
