/**
 * What a walk through the guide is made of. A {@link dev.mongostreams.demo.walk.Walkthrough} takes
 * each {@link dev.mongostreams.demo.walk.Step} in turn and gives it a {@link
 * dev.mongostreams.demo.walk.Stage} to play on; the {@link dev.mongostreams.demo.walk.Region} it
 * shows is a part of its own source, and {@link dev.mongostreams.demo.walk.NotAsTold} says which
 * claim did not hold.
 */
@NullMarked
package dev.mongostreams.demo.walk;

import org.jspecify.annotations.NullMarked;
