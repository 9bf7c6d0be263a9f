/**
 * An audit log of the AI database, printed as a timeline: {@link
 * dev.mongostreams.demo.audit.AuditExample}. A team whose members say who they are, and changes
 * several documents in one transaction, writes beside the traffic that all examples have.
 */
@NullMarked
package dev.mongostreams.demo.audit;

import org.jspecify.annotations.NullMarked;
