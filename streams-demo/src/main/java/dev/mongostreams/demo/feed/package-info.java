/**
 * What a dashboard shows, apart from any server or browser: an {@link
 * dev.mongostreams.demo.feed.EventFeed} keeps the last changes, a {@link
 * dev.mongostreams.demo.feed.BrowserQueue} what one browser has still to get, and a {@link
 * dev.mongostreams.demo.feed.LatencyTally} how long the way to the screen took.
 */
@NullMarked
package dev.mongostreams.demo.feed;

import org.jspecify.annotations.NullMarked;
