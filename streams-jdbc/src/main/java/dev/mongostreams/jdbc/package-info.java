/**
 * Collections kept in PostgreSQL tables. {@link dev.mongostreams.jdbc.PostgresSync} is the sink to
 * hand to a watcher; a {@link dev.mongostreams.jdbc.SyncTable} says how the documents of a
 * collection become rows, by columns of a {@link dev.mongostreams.jdbc.SqlType} or as one document,
 * and what a drop does ({@link dev.mongostreams.jdbc.OnDrop}). A {@link
 * dev.mongostreams.jdbc.SqlEffect} adds statements of your own to the transaction.
 */
@NullMarked
package dev.mongostreams.jdbc;

import org.jspecify.annotations.NullMarked;
