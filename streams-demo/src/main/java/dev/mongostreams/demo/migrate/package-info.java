/**
 * What the migration page of the guide shows: a loop around the driver's cursor, and its watcher.
 */
@NullMarked
package dev.mongostreams.demo.migrate;

import org.jspecify.annotations.NullMarked;
