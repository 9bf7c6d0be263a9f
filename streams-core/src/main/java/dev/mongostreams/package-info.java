/**
 * Watch MongoDB change streams. {@link dev.mongostreams.ChangeStreams} connects; its {@link
 * dev.mongostreams.WatcherBuilder} says what to watch and who handles it; a {@link
 * dev.mongostreams.Watcher} runs it and a {@link dev.mongostreams.ChangeQueue} lets you pull
 * instead. Each change arrives as a {@link dev.mongostreams.ChangeEvent} with the {@link
 * dev.mongostreams.ResumeToken} from which a later watcher can go on.
 */
@NullMarked
package dev.mongostreams;

import org.jspecify.annotations.NullMarked;
