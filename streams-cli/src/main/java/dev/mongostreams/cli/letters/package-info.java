/**
 * The operator's tools for events that a handler could not handle: {@link
 * dev.mongostreams.cli.letters.DeadLettersCommand} lists, shows, replays and drops what a {@link
 * dev.mongostreams.cli.letters.OpenStore} holds, and prints through a {@link
 * dev.mongostreams.cli.output.LineSink}.
 */
@NullMarked
package dev.mongostreams.cli.letters;

import org.jspecify.annotations.NullMarked;
