/**
 * What a lap's process does with our watcher, the driver's loop and the bare {@code getMore} loop:
 * read a history as fast as it can, or note what arrives until it is ended.
 */
@NullMarked
package dev.mongostreams.bench.run;

import org.jspecify.annotations.NullMarked;
