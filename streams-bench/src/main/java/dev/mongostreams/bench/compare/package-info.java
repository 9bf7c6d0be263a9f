/**
 * Two recordings side by side: {@link dev.mongostreams.bench.compare.Noise} is the rule that tells
 * a change from noise, {@link dev.mongostreams.bench.compare.Comparison} applies it to every
 * figure, and {@link dev.mongostreams.bench.compare.CompareCommand} prints what is left.
 */
@NullMarked
package dev.mongostreams.bench.compare;

import org.jspecify.annotations.NullMarked;
