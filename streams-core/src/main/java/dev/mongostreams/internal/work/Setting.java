package dev.mongostreams.internal.work;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What the runner lends to the work of one worker.
 *
 * @param wallMillis milliseconds since 1970
 * @param random for the pauses between tries
 * @param resting true when no more of the user's code is to be called
 */
public record Setting(LongSupplier wallMillis, RandomGenerator random, BooleanSupplier resting) {}
