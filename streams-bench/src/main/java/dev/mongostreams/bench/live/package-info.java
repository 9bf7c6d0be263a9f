/**
 * Scenarios in which somebody writes while a way listens: how late it hears of a write, what it
 * loses when it is away, whether order is kept, how much goes into one message, and what it costs
 * the one who writes.
 */
@NullMarked
package dev.mongostreams.bench.live;

import org.jspecify.annotations.NullMarked;
