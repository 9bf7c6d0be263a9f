/**
 * The AI database kept in PostgreSQL, as an example of the demo. {@link
 * dev.mongostreams.demo.sync.SyncExample} is its entry, {@code AiCopy} is what you would take with
 * you, the rest disturbs, counts and compares.
 */
@NullMarked
package dev.mongostreams.demo.sync;

import org.jspecify.annotations.NullMarked;
