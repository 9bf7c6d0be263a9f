/**
 * Other ways to handle changes than one at a time by a {@link dev.mongostreams.ChangeHandler}:
 * several at once ({@link dev.mongostreams.handler.BatchHandler}), without holding a thread ({@link
 * dev.mongostreams.handler.AsyncHandler}), and into a sink that stores the position of the stream
 * together with what it does ({@link dev.mongostreams.handler.PositionKeepingHandler}). Also what a
 * queue does when it is full ({@link dev.mongostreams.handler.Overflow}).
 */
@NullMarked
package dev.mongostreams.handler;

import org.jspecify.annotations.NullMarked;
