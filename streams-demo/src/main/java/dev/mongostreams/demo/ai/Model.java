package dev.mongostreams.demo.ai;

import java.time.Instant;

/**
 * An AI model. Immutable.
 *
 * @param id its number, from 1
 * @param name what it is called, as {@code classifier}
 * @param architecture how it is built, as {@code resnet50}
 * @param createdAt when it was stored, to the millisecond
 */
public record Model(long id, String name, String architecture, Instant createdAt) {}
