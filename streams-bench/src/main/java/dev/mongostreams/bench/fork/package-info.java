/** Starts laps as processes of their own, all with the same heap, and waits for what they say. */
@NullMarked
package dev.mongostreams.bench.fork;

import org.jspecify.annotations.NullMarked;
