/** How a watcher reads: {@link dev.mongostreams.read.ReadPlan}. */
@NullMarked
package dev.mongostreams.read;

import org.jspecify.annotations.NullMarked;
