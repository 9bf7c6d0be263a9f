package dev.mongostreams.demo.ai;

import java.time.Instant;

/**
 * One version of a model. Immutable.
 *
 * @param id its number, from 1
 * @param modelId the model it is a version of
 * @param name what it is called, as {@code 1.0.0}
 * @param createdAt when it was stored, to the millisecond
 */
public record Version(long id, long modelId, String name, Instant createdAt) {}
