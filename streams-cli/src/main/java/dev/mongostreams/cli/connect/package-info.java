/**
 * The options that say which server is asked for and what of it: one {@link
 * dev.mongostreams.cli.connect.Target} for every command that needs a server.
 */
@NullMarked
package dev.mongostreams.cli.connect;

import org.jspecify.annotations.NullMarked;
