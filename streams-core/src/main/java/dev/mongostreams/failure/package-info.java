/**
 * What can go wrong, named for the state it leaves behind. {@link
 * dev.mongostreams.failure.StreamsException} is the root; each of its subclasses is one situation
 * with one cure, told in the four parts of an {@link dev.mongostreams.failure.Explanation}. A
 * {@link dev.mongostreams.failure.FailurePolicy} says what a failing handler leads to.
 *
 * @serial exclude
 */
@NullMarked
package dev.mongostreams.failure;

import org.jspecify.annotations.NullMarked;
