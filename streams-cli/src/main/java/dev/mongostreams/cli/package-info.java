/**
 * The command line. {@link dev.mongostreams.cli.Main} parses and reports; {@link
 * dev.mongostreams.cli.WatchCommand} is what runs when no sub-command is named, and writes through
 * a {@link dev.mongostreams.cli.output.LineSink}; an {@link dev.mongostreams.cli.ExitCode} says how
 * it ended.
 */
@NullMarked
package dev.mongostreams.cli;

import org.jspecify.annotations.NullMarked;
