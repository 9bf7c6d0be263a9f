package dev.mongostreams.audit;

import dev.mongostreams.ResumeToken;
import java.time.Instant;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * One row of an audit log: one change, as far as the server tells of it. {@link #document()} is the
 * row as a collection keeps it, {@link #parse} reads it back; each component is also a column that
 * a table could have. Immutable.
 *
 * @param token position of the change; {@link #id()} is made of it, so the same change gives the
 *     same row however often it comes
 * @param time when the change was made by the clock of the server, to the millisecond; to the
 *     second before MongoDB 6.0, which tells no more
 * @param clusterTime the same by the logical clock of the cluster; null when the event has none
 * @param database where it was made; empty when the event does not say
 * @param collection where it was made; empty for a dropped database
 * @param operation the server's name for its kind, as {@code update} or {@code dropDatabase}
 * @param key of the document that changed, or null when none did
 * @param who made it, or null when that is not told
 * @param change what changed: the {@code updateDescription} of an update, the description of
 *     another command, the new name of a renamed collection; null when the event has none of these
 * @param before the document before the change, or null when the server has no image of it
 * @param after the document that was inserted or that replaced another, or null when it was not
 *     asked for
 * @param transaction the transaction it was made in, or null when in none
 * @param cut true when something was left out so that the row fits into a document
 */
public record AuditRecord(
    ResumeToken token,
    Instant time,
    @Nullable BsonTimestamp clusterTime,
    String database,
    String collection,
    String operation,
    @Nullable BsonDocument key,
    @Nullable Who who,
    @Nullable BsonDocument change,
    @Nullable BsonDocument before,
    @Nullable BsonDocument after,
    @Nullable Transaction transaction,
    boolean cut) {

  /**
   * Who made a change, by a field of the document that its programs keep.
   *
   * @param value of the field after the change
   * @param kept true when the change left the field as it was: then it was made by the same one as
   *     before, or by somebody who does not keep the field
   */
  public record Who(BsonValue value, boolean kept) {}

  /**
   * The transaction of a change. Changes of one transaction share both parts and the cluster time.
   *
   * @param session id of the session, as the server gives it
   * @param number of the transaction within the session
   */
  public record Transaction(BsonDocument session, long number) {}

  /**
   * Returns what identifies the row, in the order of the changes: the text of the token.
   *
   * @return hexadecimal digits, in the order of text; as JSON for a token of another form
   */
  public String id() {
    return token.toString();
  }

  /**
   * Writes the row as a collection keeps it. What is null or empty is left out.
   *
   * @return a new document, sharing the parts of this record
   */
  public BsonDocument document() {
    return RecordForm.write(this);
  }

  /**
   * Reads a row. Fields it does not know are passed over.
   *
   * @param row a document of the audit collection
   * @return the record
   * @throws IllegalArgumentException when the document is no row of an audit log
   */
  public static AuditRecord parse(BsonDocument row) {
    return RecordForm.read(row);
  }
}
