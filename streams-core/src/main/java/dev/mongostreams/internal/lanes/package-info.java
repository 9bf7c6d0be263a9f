/** Hands events over in order. */
@NullMarked
package dev.mongostreams.internal.lanes;

import org.jspecify.annotations.NullMarked;
