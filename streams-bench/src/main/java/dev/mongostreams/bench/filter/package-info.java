/**
 * What leaving out saves: {@link dev.mongostreams.bench.filter.FilterScenario} asks MongoDB, Redis
 * and PostgreSQL what they send to one who wants only a part.
 */
@NullMarked
package dev.mongostreams.bench.filter;

import org.jspecify.annotations.NullMarked;
