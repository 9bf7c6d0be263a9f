package dev.mongostreams.demo.feed;

import java.util.Map;

/**
 * What has come into a feed so far. Immutable.
 *
 * @param changes how many
 * @param repeated how many came that were there already; they are not counted above
 * @param operations how many of each kind
 * @param collections how many in each collection, for the first 100 collections that changed
 */
public record FeedTotals(
    long changes, long repeated, Map<String, Long> operations, Map<String, Long> collections) {}
