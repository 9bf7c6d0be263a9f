/** What parts of a watcher cost that no user can call alone. */
@NullMarked
package dev.mongostreams.bench.inside;

import org.jspecify.annotations.NullMarked;
