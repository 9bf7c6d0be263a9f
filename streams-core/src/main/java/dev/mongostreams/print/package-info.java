/**
 * Prints changes for people. {@link dev.mongostreams.print.ChangePrinter} is the handler that the
 * command line uses too.
 */
@NullMarked
package dev.mongostreams.print;

import org.jspecify.annotations.NullMarked;
