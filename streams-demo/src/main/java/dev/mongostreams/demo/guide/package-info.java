/**
 * The guide, section by section: one class each, whose marked regions are what the demo and the
 * guide's pages show. {@link dev.mongostreams.demo.guide.Guide} has them in order.
 */
@NullMarked
package dev.mongostreams.demo.guide;

import org.jspecify.annotations.NullMarked;
