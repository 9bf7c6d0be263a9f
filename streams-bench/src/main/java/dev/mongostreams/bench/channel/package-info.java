/**
 * How something is told to those who listen: {@link dev.mongostreams.bench.channel.Channels} opens
 * the {@link dev.mongostreams.bench.channel.Channel} of a way, with the server that it needs, and
 * any number of {@link dev.mongostreams.bench.channel.Publisher}s send to it.
 */
@NullMarked
package dev.mongostreams.bench.channel;

import org.jspecify.annotations.NullMarked;
