/**
 * The options that say which server is asked for and what of it: one {@link
 * dev.mongostreams.cli.connect.Target} for every command that needs a server, and in it an {@link
 * dev.mongostreams.cli.connect.Access} that says how it is reached, which commands that only have a
 * store take as well. A {@link dev.mongostreams.cli.connect.TypedUri} may still lack its password.
 */
@NullMarked
package dev.mongostreams.cli.connect;

import org.jspecify.annotations.NullMarked;
