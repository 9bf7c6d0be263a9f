/**
 * Where events are put that a handler could not handle. A {@link
 * dev.mongostreams.letters.DeadLetter} is such an event with the story of its failure; a {@link
 * dev.mongostreams.letters.DeadLetterStore} keeps it, in a file or in a collection, until somebody
 * has looked at it and drops it.
 */
@NullMarked
package dev.mongostreams.letters;

import org.jspecify.annotations.NullMarked;
