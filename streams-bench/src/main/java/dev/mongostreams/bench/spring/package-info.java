/** Spring Data's listener container, one of those that are compared. */
@NullMarked
package dev.mongostreams.bench.spring;

import org.jspecify.annotations.NullMarked;
