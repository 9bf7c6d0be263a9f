package dev.mongostreams.demo.ai;

import java.time.Instant;
import java.util.Map;

/**
 * One answer of one model version. Immutable.
 *
 * @param id its number, from 1
 * @param versionId the model version that answered
 * @param input what it was asked: texts, numbers, truth values, and lists and maps of them. When it
 *     is found again, a whole number is an Integer, or a Long where it needs one, others a Double
 * @param output what it answered, of the same kinds
 * @param confidence how sure it was, from 0 to 1
 * @param timestamp when it was stored, to the millisecond
 */
public record Prediction(
    long id,
    long versionId,
    Map<String, Object> input,
    Map<String, Object> output,
    double confidence,
    Instant timestamp) {}
