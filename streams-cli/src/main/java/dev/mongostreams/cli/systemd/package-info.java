/**
 * What systemd is told of a watcher that it runs: that it is ready, and that its reader goes on.
 */
@NullMarked
package dev.mongostreams.cli.systemd;

import org.jspecify.annotations.NullMarked;
