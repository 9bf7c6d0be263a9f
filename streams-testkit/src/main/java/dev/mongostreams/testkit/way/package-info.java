/**
 * How a replica set is found: a {@link dev.mongostreams.testkit.way.Way} turns a {@link
 * dev.mongostreams.testkit.way.Plan} into a running {@link dev.mongostreams.testkit.way.Deployment}
 * or says in one line why it was passed over. Public for the packages beside it only; a user of the
 * testkit needs {@link dev.mongostreams.testkit.ReplicaSet}.
 */
@NullMarked
package dev.mongostreams.testkit.way;

import org.jspecify.annotations.NullMarked;
