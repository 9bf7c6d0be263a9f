/**
 * Options that are not typed: {@link dev.mongostreams.cli.config.Settings} finds them in the
 * environment and in a file, {@link dev.mongostreams.cli.config.ConfigCommand} shows what is in
 * force.
 */
@NullMarked
package dev.mongostreams.cli.config;

import org.jspecify.annotations.NullMarked;
