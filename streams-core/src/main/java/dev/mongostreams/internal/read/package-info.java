/** Decides what to ask of a source next, and where to go on after a failure. */
@NullMarked
package dev.mongostreams.internal.read;

import org.jspecify.annotations.NullMarked;
