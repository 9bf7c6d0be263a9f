/**
 * Watch MongoDB change streams. A tour:
 *
 * <ol>
 *   <li>{@link dev.mongostreams.ChangeStreams} connects, or takes a client of yours. It is made
 *       once and closed by whoever made it.
 *   <li>Its {@code watch} methods choose the {@link dev.mongostreams.Scope}: a collection, several
 *       on one cursor, a database, the cluster. They give a {@link
 *       dev.mongostreams.WatcherBuilder}, on which the rest is said: which changes, what they
 *       bring, who handles them, what happens when something fails.
 *   <li>It ends in {@link dev.mongostreams.WatcherBuilder#start()}, {@link
 *       dev.mongostreams.WatcherBuilder#run()}, which blocks, or {@link
 *       dev.mongostreams.WatcherBuilder#toQueue(int)}, where you pull. The first gives a {@link
 *       dev.mongostreams.Watcher}: a state, figures, {@code stop()} and {@code join()}.
 *   <li>Each change arrives as a {@link dev.mongostreams.ChangeEvent} at a {@link
 *       dev.mongostreams.ChangeHandler}, or in one of the other ways of {@link
 *       dev.mongostreams.handler}. It decodes only what is asked for.
 *   <li>Each has a {@link dev.mongostreams.ResumeToken}. A {@link dev.mongostreams.StartPosition}
 *       says where to begin; {@link dev.mongostreams.checkpoint} keeps the position, so that the
 *       same lines go on where they were.
 *   <li>What goes wrong is an exception of {@link dev.mongostreams.failure}, named for the
 *       situation, with what to do. Changes that a handler cannot handle go to {@link
 *       dev.mongostreams.letters}, when you say so.
 *   <li>{@link dev.mongostreams.WatcherStats} tells at any time how a watcher is, {@link
 *       dev.mongostreams.WatcherListener} when something happens to it.
 *   <li>{@link dev.mongostreams.print} shows changes to people. {@link dev.mongostreams.read} is
 *       for those who have measured: batches, memory, engine.
 * </ol>
 *
 * <p>Threads: connections, watchers and queues may be used by any thread, builders by one. A
 * handler is called by one thread at a time, unless {@link
 * dev.mongostreams.WatcherBuilder#parallel(int)} says otherwise. Events, tokens, positions and
 * figures are immutable.
 *
 * <p>Delivery: each change at least once, in order; over a crash some come again with the token
 * they had. A sink that keeps the position itself, {@link
 * dev.mongostreams.handler.PositionKeepingHandler}, has the effect of each exactly once.
 */
@NullMarked
package dev.mongostreams;

import org.jspecify.annotations.NullMarked;
