/**
 * The one seam to the server. A {@link dev.mongostreams.internal.source.ChangeSource} opens a
 * {@link dev.mongostreams.internal.source.ChangeCursor} at a position, which brings one {@link
 * dev.mongostreams.internal.source.Batch} after the other.
 */
@NullMarked
package dev.mongostreams.internal.source;

import org.jspecify.annotations.NullMarked;
