package dev.mongostreams.demo.feed;

/**
 * One change as a browser gets it. Immutable.
 *
 * @param token its resume token as text
 * @param collection where it happened; empty where no one collection changed
 * @param operation the server's name of what happened
 * @param json what is shown of it, made once for all browsers
 */
public record FeedRow(String token, String collection, String operation, String json) {}
