/**
 * An audit log: {@link dev.mongostreams.audit.AuditLog} watches a database or a cluster and adds a
 * row for each change to a collection, an {@link dev.mongostreams.audit.AuditRecord} each, exactly
 * once over crashes. {@link dev.mongostreams.audit.AuditFailedException} says what keeps it from
 * that.
 */
@NullMarked
package dev.mongostreams.audit;

import org.jspecify.annotations.NullMarked;
