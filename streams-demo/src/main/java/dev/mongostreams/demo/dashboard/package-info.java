/**
 * The live dashboard: a {@link dev.mongostreams.demo.dashboard.Dashboard} watches a database and
 * serves one page that shows each change as it arrives.
 */
@NullMarked
package dev.mongostreams.demo.dashboard;

import org.jspecify.annotations.NullMarked;
