/**
 * Scenarios in which somebody writes while a way listens: how late it hears of a write, what it
 * loses when it is away, and what it costs the one who writes.
 */
@NullMarked
package dev.mongostreams.bench.live;

import org.jspecify.annotations.NullMarked;
