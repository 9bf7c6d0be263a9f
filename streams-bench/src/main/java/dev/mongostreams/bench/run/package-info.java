/**
 * What a lap's process does with our watcher, the driver's loop and the bare {@code getMore} loop:
 * read a history as fast as it can, note what arrives until it is ended, or hold a heap still to be
 * measured.
 */
@NullMarked
package dev.mongostreams.bench.run;

import org.jspecify.annotations.NullMarked;
