/** Turns what was typed into values, or says how to type it. */
@NullMarked
package dev.mongostreams.cli.convert;

import org.jspecify.annotations.NullMarked;
