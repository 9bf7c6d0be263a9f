/** What people write by hand over the driver's cursor, without a library. */
@NullMarked
package dev.mongostreams.bench.loop;

import org.jspecify.annotations.NullMarked;
