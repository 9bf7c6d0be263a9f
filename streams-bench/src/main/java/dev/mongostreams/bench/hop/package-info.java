/** How soon a handler sees a write, with one worker and with several. */
@NullMarked
package dev.mongostreams.bench.hop;

import org.jspecify.annotations.NullMarked;
