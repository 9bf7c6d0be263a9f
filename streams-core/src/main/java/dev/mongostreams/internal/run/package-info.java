/** Lends threads, clocks and locks to the machines; the only place that has any. */
@NullMarked
package dev.mongostreams.internal.run;

import org.jspecify.annotations.NullMarked;
