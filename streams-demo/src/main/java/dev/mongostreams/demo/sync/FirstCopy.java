package dev.mongostreams.demo.sync;

import com.mongodb.ReadConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.changestream.FullDocument;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.jdbc.PostgresSync;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/** Begins a sync of a collection that has documents already, whole ones into one column. */
final class FirstCopy {
  private static final JsonWriterSettings RELAXED =
      JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();
  private static final int AT_ONCE = 1_000;

  private FirstCopy() {}

  static Watcher run(
      MongoClient client,
      ChangeStreams streams,
      MongoCollection<Document> models,
      PostgresSync sync,
      DataSource source)
      throws SQLException {
    // region begin
    BsonTimestamp begin;
    try (ClientSession session = client.startSession();
        Connection connection = source.getConnection();
        Statement ddl = connection.createStatement()) {
      for (String statement : sync.ddl()) {
        ddl.execute(statement);
      }
      client.getDatabase("admin").runCommand(session, new Document("ping", 1));
      begin = session.getOperationTime(); // what the session reads from now on is not older
      copy(models.withReadConcern(ReadConcern.MAJORITY).find(session), connection, begin);
    }
    return streams
        .watchCollection("models")
        .startAt(StartPosition.at(begin)) // a saved position wins over it, so leave it there
        .fullDocument(FullDocument.UPDATE_LOOKUP)
        .into("models", sync)
        .start();
    // endregion
  }

  // region copy
  private static void copy(Iterable<Document> documents, Connection to, BsonTimestamp begin)
      throws SQLException {
    long clusterTime = Integer.toUnsignedLong(begin.getTime()) << 31 | begin.getInc();
    try (PreparedStatement rows =
        to.prepareStatement(
            "INSERT INTO models (\"_id\", document, cluster_time) VALUES (?, ?::jsonb, ?)")) {
      int waiting = 0;
      for (Document document : documents) {
        rows.setString(1, document.getObjectId("_id").toHexString());
        rows.setString(2, document.toJson(RELAXED));
        rows.setLong(3, clusterTime);
        rows.addBatch();
        if (++waiting % AT_ONCE == 0) {
          rows.executeBatch();
        }
      }
      rows.executeBatch();
    }
  }
  // endregion
}
