package dev.mongostreams.demo.feed;

/**
 * A row with its number in the feed. Immutable.
 *
 * @param number from 1, without holes
 * @param row the change
 */
record FeedEntry(long number, FeedRow row) {}
