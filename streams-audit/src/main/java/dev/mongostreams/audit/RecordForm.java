package dev.mongostreams.audit;

import dev.mongostreams.ResumeToken;
import dev.mongostreams.audit.AuditRecord.Transaction;
import dev.mongostreams.audit.AuditRecord.Who;
import java.time.Instant;
import java.util.Set;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** How a record stands in a collection. */
final class RecordForm {
  static final String ID = "_id";
  static final String KEY = "key";
  static final String WHO = "who";
  static final String CHANGE = "change";
  static final String BEFORE = "before";
  static final String AFTER = "after";
  static final String CUT = "cut";

  private static final String TIME = "time";
  private static final String CLUSTER_TIME = "clusterTime";
  private static final String DATABASE = "database";
  private static final String COLLECTION = "collection";
  private static final String OPERATION = "operation";
  private static final String WHO_KEPT = "whoKept";
  private static final String SESSION = "lsid";
  private static final String NUMBER = "txnNumber";
  private static final String TYPE_BITS = "typeBits";

  private static final String TOKEN_DATA = "_data";
  private static final String TOKEN_TYPE_BITS = "_typeBits";

  private RecordForm() {}

  static BsonDocument write(AuditRecord record) {
    BsonDocument row = head(record);
    Who who = record.who();
    append(row, KEY, record.key());
    append(row, WHO, who == null ? null : who.value());
    append(row, WHO_KEPT, who != null && who.kept() ? BsonBoolean.TRUE : null);
    append(row, CHANGE, record.change());
    append(row, BEFORE, record.before());
    append(row, AFTER, record.after());
    append(row, CUT, record.cut() ? BsonBoolean.TRUE : null);
    return row;
  }

  /** What is never cut. */
  private static BsonDocument head(AuditRecord record) {
    BsonDocument token = record.token().document();
    boolean text = isText(token);
    BsonDocument row = new BsonDocument(ID, text ? token.get(TOKEN_DATA) : token);
    append(row, TYPE_BITS, text ? token.get(TOKEN_TYPE_BITS) : null);
    append(row, TIME, new BsonDateTime(record.time().toEpochMilli()));
    append(row, CLUSTER_TIME, record.clusterTime());
    append(row, DATABASE, text(record.database()));
    append(row, COLLECTION, text(record.collection()));
    append(row, OPERATION, new BsonString(record.operation()));
    Transaction transaction = record.transaction();
    if (transaction != null) {
      append(row, SESSION, transaction.session());
      append(row, NUMBER, new BsonInt64(transaction.number()));
    }
    return row;
  }

  /** True for the form that servers give today; of another one nothing may be left out. */
  private static boolean isText(BsonDocument token) {
    return token.isString(TOKEN_DATA)
        && Set.of(TOKEN_DATA, TOKEN_TYPE_BITS).containsAll(token.keySet());
  }

  private static void append(BsonDocument row, String name, @Nullable BsonValue value) {
    if (value != null) {
      row.append(name, value);
    }
  }

  private static @Nullable BsonValue text(String name) {
    return name.isEmpty() ? null : new BsonString(name);
  }

  static AuditRecord read(BsonDocument row) {
    if (!row.isDateTime(TIME) || !row.isString(OPERATION)) {
      throw new IllegalArgumentException(
          "Cannot read an audit row: it lacks its time or its operation. Read the rows of an audit"
              + " collection only.");
    }
    BsonValue who = row.get(WHO);
    return new AuditRecord(
        token(row),
        Instant.ofEpochMilli(row.getDateTime(TIME).getValue()),
        row.get(CLUSTER_TIME) instanceof BsonTimestamp time ? time : null,
        text(row, DATABASE),
        text(row, COLLECTION),
        text(row, OPERATION),
        document(row, KEY),
        who == null ? null : new Who(who, row.getBoolean(WHO_KEPT, BsonBoolean.FALSE).getValue()),
        document(row, CHANGE),
        document(row, BEFORE),
        document(row, AFTER),
        transaction(row),
        row.getBoolean(CUT, BsonBoolean.FALSE).getValue());
  }

  private static ResumeToken token(BsonDocument row) {
    BsonValue id = row.get(ID);
    if (id instanceof BsonDocument whole) {
      return ResumeToken.of(whole);
    }
    if (!(id instanceof BsonString)) {
      throw new IllegalArgumentException(
          "Cannot read an audit row: its _id is no token. Read the rows of an audit collection"
              + " only.");
    }
    BsonDocument token = new BsonDocument(TOKEN_DATA, id);
    append(token, TOKEN_TYPE_BITS, row.get(TYPE_BITS));
    return ResumeToken.of(token);
  }

  private static @Nullable Transaction transaction(BsonDocument row) {
    BsonDocument session = document(row, SESSION);
    return session != null && row.get(NUMBER) instanceof BsonInt64 number
        ? new Transaction(session, number.getValue())
        : null;
  }

  private static String text(BsonDocument row, String name) {
    return row.get(name) instanceof BsonString text ? text.getValue() : "";
  }

  private static @Nullable BsonDocument document(BsonDocument row, String name) {
    return row.get(name) instanceof BsonDocument document ? document : null;
  }
}
