/** Knows what has been handled. */
@NullMarked
package dev.mongostreams.internal.progress;

import org.jspecify.annotations.NullMarked;
