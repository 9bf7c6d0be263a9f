package dev.mongostreams.demo.ai;

import java.time.Instant;

/**
 * One measured figure of a model version. Immutable.
 *
 * @param id its number, from 1
 * @param versionId the model version it was measured on
 * @param name what was measured, as {@code accuracy}
 * @param value the figure
 * @param timestamp when it was stored, to the millisecond
 */
public record Metric(long id, long versionId, String name, double value, Instant timestamp) {}
