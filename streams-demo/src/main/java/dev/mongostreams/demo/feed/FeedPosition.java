package dev.mongostreams.demo.feed;

/**
 * How far a browser has come. The browser keeps it, and brings it along when it connects again.
 * Immutable.
 *
 * @param stream what was watched; a position of another stream means nothing
 * @param feed which feed gave the number: each has an identity of its own
 * @param number of the last change, or 0 when there was none
 * @param token of the last change, or empty when there was none
 */
public record FeedPosition(String stream, String feed, long number, String token) {}
