/**
 * What becomes of those who cannot keep up: {@link
 * dev.mongostreams.bench.slow.SlowSubscriberScenario} lets eight threads send faster than a way
 * handles.
 */
@NullMarked
package dev.mongostreams.bench.slow;

import org.jspecify.annotations.NullMarked;
