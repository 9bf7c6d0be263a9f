/**
 * A real replica set in one line, for tests, demonstrations and benchmarks. {@link
 * dev.mongostreams.testkit.ReplicaSet} finds or starts one and {@link
 * dev.mongostreams.testkit.ReplicaSetBuilder} says what it must be like; a {@link
 * dev.mongostreams.testkit.Member} can be killed and started again; {@link
 * dev.mongostreams.testkit.Rs0Extension} shares one over a JUnit run.
 */
@NullMarked
package dev.mongostreams.testkit;

import org.jspecify.annotations.NullMarked;
