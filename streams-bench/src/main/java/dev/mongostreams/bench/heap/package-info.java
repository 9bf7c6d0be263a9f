/** What is alive on the heap of a lap's process while watchers are idle, busy or stuck. */
@NullMarked
package dev.mongostreams.bench.heap;

import org.jspecify.annotations.NullMarked;
