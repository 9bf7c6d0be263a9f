package dev.mongostreams.demo.sync;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Sorts;
import dev.mongostreams.demo.postgres.PostgresPool;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a collection beside the rows of a table, field by field.
 *
 * @param documents how many there are
 * @param rows how many there are
 * @param differing documents without their row, rows without their document, and pairs that differ
 */
record RowComparison(long documents, long rows, long differing) {
  private static final int ROWS_AT_ONCE = 1_000;

  /** Compares them in the order of their keys, without keeping them in memory. */
  static RowComparison of(MongoCollection<Document> collection, PostgresPool pool)
      throws SQLException {
    String table = collection.getNamespace().getCollectionName();
    try (Connection connection = pool.source().getConnection();
        Statement statement = connection.createStatement();
        MongoCursor<Document> documents =
            collection.find().sort(Sorts.ascending("_id")).iterator()) {
      connection.setAutoCommit(false); // or the driver reads all rows at once
      statement.setFetchSize(ROWS_AT_ONCE);
      try (ResultSet rows =
          statement.executeQuery("SELECT * FROM " + table + " ORDER BY \"_id\" COLLATE \"C\"")) {
        return merged(documents, rows);
      }
    }
  }

  private static RowComparison merged(MongoCursor<Document> documents, ResultSet rows)
      throws SQLException {
    long documentCount = 0;
    long rowCount = 0;
    long differing = 0;
    Document document = documents.tryNext();
    boolean row = rows.next();
    while (document != null || row) {
      int order = order(document, row ? rows : null);
      differing += order == 0 && document != null && same(document, rows) ? 0 : 1;
      if (order <= 0) {
        documentCount++;
        document = documents.tryNext();
      }
      if (order >= 0) {
        rowCount++;
        row = rows.next();
      }
    }
    return new RowComparison(documentCount, rowCount, differing);
  }

  /** Which of the two is the next by its key; 0 when both have it. */
  private static int order(@Nullable Document document, @Nullable ResultSet row)
      throws SQLException {
    if (document == null) {
      return 1;
    }
    return row == null
        ? -1
        : document.getObjectId("_id").toHexString().compareTo(row.getString("_id"));
  }

  private static boolean same(Document document, ResultSet row) throws SQLException {
    for (Map.Entry<String, Object> field : document.entrySet()) {
      if (!field.getKey().equals("_id") && !same(field.getValue(), row, field.getKey())) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(Object value, ResultSet row, String column) throws SQLException {
    if (value instanceof Date date) {
      return date.toInstant().equals(row.getObject(column, OffsetDateTime.class).toInstant());
    }
    return value instanceof Document inner
        ? inner.equals(Document.parse(row.getString(column)))
        : value.equals(row.getObject(column));
  }
}
