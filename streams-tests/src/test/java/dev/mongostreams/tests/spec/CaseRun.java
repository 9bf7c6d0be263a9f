package dev.mongostreams.tests.spec;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.mongostreams.Engine;
import dev.mongostreams.tests.spec.format.Arguments;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * One case on one server by one engine.
 *
 * @param specification the case
 * @param server where it runs
 * @param engine whose source is driven
 */
record CaseRun(SpecificationCase specification, TestServer server, Engine engine) {

  void run() {
    putInitialData();
    try (Entities entities = Entities.create(server, specification.entities());
        FailPoints failPoints = new FailPoints()) {
      StreamOpening opening = new StreamOpening(engine, server.labelsErrors());
      Operations operations = new Operations(entities, opening, failPoints);
      specification.operations().forEach(operations::run);
      specification.expectedEvents().forEach(expected -> matchCommands(entities, expected));
    }
  }

  private void putInitialData() {
    if (specification.initialData().isEmpty()) {
      return;
    }
    try (MongoClient client = server.client()) {
      specification.initialData().forEach(data -> put(client, data));
    }
  }

  private static void put(MongoClient client, BsonDocument data) {
    String name = data.getString("collectionName").getValue();
    MongoDatabase database =
        client
            .getDatabase(data.getString("databaseName").getValue())
            .withWriteConcern(WriteConcern.MAJORITY);
    MongoCollection<BsonDocument> collection = database.getCollection(name, BsonDocument.class);
    collection.drop();
    List<BsonDocument> documents =
        data.getArray("documents").stream().map(BsonValue::asDocument).toList();
    if (documents.isEmpty()) {
      database.createCollection(name);
    } else {
      collection.insertMany(documents);
    }
  }

  private static void matchCommands(Entities entities, BsonDocument expectation) {
    Arguments expected = new Arguments("expectEvents", expectation);
    entities
        .commands(expected.string("client"))
        .match(expected.value("events").asArray(), expected.flag("ignoreExtraEvents"));
    expected.refuseUnread();
  }
}
