/**
 * Changes for somebody outside of this process: {@link dev.mongostreams.cli.deliver.DeliveryOption}
 * says for whom, and opens a {@link dev.mongostreams.cli.deliver.Delivery}: a command that reads
 * them, or a URL that they are posted to. What becomes of one that is not taken depends on which
 * {@link dev.mongostreams.cli.deliver.Undelivered} says so.
 */
@NullMarked
package dev.mongostreams.cli.deliver;

import org.jspecify.annotations.NullMarked;
