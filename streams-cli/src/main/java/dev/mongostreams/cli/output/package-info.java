/**
 * What goes to stdout: an {@link dev.mongostreams.cli.output.EventFormat} makes lines of events,
 * and a {@link dev.mongostreams.cli.output.LineSink} writes them whole.
 */
@NullMarked
package dev.mongostreams.cli.output;

import org.jspecify.annotations.NullMarked;
