/**
 * PostgreSQL as the demo uses it: {@link dev.mongostreams.demo.postgres.PostgresUrl} says where, a
 * {@link dev.mongostreams.demo.postgres.PostgresPool} asks, and a {@link
 * dev.mongostreams.demo.postgres.NumberedTable} keeps rows with numbers of their own.
 */
@NullMarked
package dev.mongostreams.demo.postgres;

import org.jspecify.annotations.NullMarked;
