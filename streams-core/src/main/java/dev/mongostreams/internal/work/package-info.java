/**
 * Calls the user's code for stretches of events, outside of any lock: one event at a time ({@link
 * dev.mongostreams.internal.work.EventWork}), several at once ({@link
 * dev.mongostreams.internal.work.BatchWork}), or without waiting for it ({@link
 * dev.mongostreams.internal.work.AsyncWork}). What becomes of events that fail is in one place for
 * all, {@link dev.mongostreams.internal.work.Mishaps}.
 */
@NullMarked
package dev.mongostreams.internal.work;

import org.jspecify.annotations.NullMarked;
