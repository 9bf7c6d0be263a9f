/** Finds out whether there is a server to stream from, and says in words when there is not. */
@NullMarked
package dev.mongostreams.internal.connect;

import org.jspecify.annotations.NullMarked;
