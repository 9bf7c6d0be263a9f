/** Faults of the network between a client and a server, made on purpose. */
@NullMarked
package dev.mongostreams.testkit.fault;

import org.jspecify.annotations.NullMarked;
