package dev.mongostreams.audit;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.audit.AuditRecord.Transaction;
import dev.mongostreams.audit.AuditRecord.Who;
import java.time.Instant;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Makes the record of an event. Immutable.
 *
 * @param who path of the field that says who; empty for none
 * @param documents whether to keep what was inserted or replaced
 */
record Recorder(String who, boolean documents) {
  private static final String UPDATE = "updateDescription";

  AuditRecord record(ChangeEvent change) {
    BsonTimestamp clusterTime = change.clusterTime();
    Operation operation = change.operation();
    return new AuditRecord(
        change.token(),
        time(change),
        clusterTime,
        change.database(),
        change.collection(),
        change.operationName(),
        change.documentKey(),
        who.isEmpty() ? null : who(change, operation),
        whatChanged(change),
        change.document("fullDocumentBeforeChange"),
        documents && isWhole(operation) ? change.document("fullDocument") : null,
        transaction(change),
        false);
  }

  private static Instant time(ChangeEvent change) {
    Instant wall = change.wallTime();
    BsonTimestamp cluster =
        change.clusterTime() == null ? change.token().clusterTime() : change.clusterTime();
    if (wall != null) {
      return wall;
    }
    if (cluster == null) {
      throw new IllegalStateException(
          "Cannot record a change of "
              + change.database()
              + ": it has neither wallTime nor clusterTime. Keep both in the pipeline.");
    }
    return Instant.ofEpochSecond(Integer.toUnsignedLong(cluster.getTime()));
  }

  private static @Nullable BsonDocument whatChanged(ChangeEvent change) {
    BsonDocument update = change.document(UPDATE);
    if (update != null) {
      return update;
    }
    BsonDocument described = change.document("operationDescription");
    BsonDocument to = change.document("to");
    return described != null || to == null ? described : new BsonDocument("to", to);
  }

  private static boolean isWhole(Operation operation) {
    return operation == Operation.INSERT || operation == Operation.REPLACE;
  }

  private static @Nullable Transaction transaction(ChangeEvent change) {
    BsonDocument session = change.document("lsid");
    return session != null && change.value("txnNumber") instanceof BsonInt64 number
        ? new Transaction(session, number.getValue())
        : null;
  }

  /** Of a delete nobody tells: the image before it shows who wrote last, not who deleted. */
  private @Nullable Who who(ChangeEvent change, Operation operation) {
    if (isWhole(operation)) {
      return who(change.value("fullDocument." + who), false);
    }
    return operation == Operation.UPDATE ? whoUpdated(change) : null;
  }

  private @Nullable Who whoUpdated(ChangeEvent change) {
    BsonDocument updated = change.document(UPDATE + ".updatedFields");
    for (int end = who.length(); end > 0; end = who.lastIndexOf('.', end - 1)) {
      String above = who.substring(0, end);
      if (updated != null && updated.containsKey(above)) {
        return who(below(updated.get(above), end), false);
      }
      if (change.removedFields().contains(above)) {
        return null;
      }
    }
    return who(change.value("fullDocumentBeforeChange." + who), true);
  }

  /** What the rest of the path leads to in a value that was set above it. */
  private @Nullable BsonValue below(@Nullable BsonValue set, int end) {
    BsonValue value = set;
    int from = end;
    while (value != null && from < who.length()) {
      int next = who.indexOf('.', from + 1);
      String name = who.substring(from + 1, next < 0 ? who.length() : next);
      value = value instanceof BsonDocument document ? document.get(name) : null;
      from = next < 0 ? who.length() : next;
    }
    return value;
  }

  private static @Nullable Who who(@Nullable BsonValue value, boolean kept) {
    return value == null || value.isNull() ? null : new Who(value, kept);
  }
}
