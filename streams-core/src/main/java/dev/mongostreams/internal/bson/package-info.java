/**
 * Reads BSON where it lies. {@link dev.mongostreams.internal.bson.RawChangeEvent} is an event on a
 * slice of a reply; it finds its fields by one walk over the bytes and decodes what is asked for.
 */
@NullMarked
package dev.mongostreams.internal.bson;

import org.jspecify.annotations.NullMarked;
