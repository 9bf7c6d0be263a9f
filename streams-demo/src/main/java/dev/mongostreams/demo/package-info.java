/**
 * The demo: {@link dev.mongostreams.demo.Demo} finds or starts a replica set and walks through the
 * guide on it, with real writes.
 */
@NullMarked
package dev.mongostreams.demo;

import org.jspecify.annotations.NullMarked;
