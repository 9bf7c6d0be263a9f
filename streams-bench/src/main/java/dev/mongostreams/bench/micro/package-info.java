/**
 * What single steps of a change cost, under JMH and by calls that anybody can make, beside the same
 * step with the driver's types on the same bytes. Each is measured on {@link
 * dev.mongostreams.bench.micro.Inserts}.
 */
@NullMarked
package dev.mongostreams.bench.micro;

import org.jspecify.annotations.NullMarked;
