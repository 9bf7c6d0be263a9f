package dev.mongostreams.tests.spec;

import com.mongodb.MongoNamespace;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CreateCollectionOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.RenameCollectionOptions;
import dev.mongostreams.tests.spec.format.Arguments;
import dev.mongostreams.tests.spec.format.ExpectedError;
import dev.mongostreams.tests.spec.format.Matcher;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** Carries out the operations of one case. */
final class Operations {
  private final Entities entities;
  private final StreamOpening opening;
  private final FailPoints failPoints;

  Operations(Entities entities, StreamOpening opening, FailPoints failPoints) {
    this.entities = entities;
    this.opening = opening;
    this.failPoints = failPoints;
  }

  /** Does one operation, and fails unless it ends as the case says. */
  void run(BsonDocument description) {
    Arguments operation = new Arguments("Operation", description);
    String name = operation.string("name");
    Arguments arguments =
        new Arguments(
            name,
            operation.has("arguments") ? operation.document("arguments") : new BsonDocument());
    if (operation.has("expectError")) {
      ExpectedError.match(
          operation.document("expectError"), failure(operation.string("object"), name, arguments));
    } else {
      BsonDocument result = perform(operation.string("object"), name, arguments, operation);
      if (operation.has("expectResult")) {
        if (result == null) {
          throw new AssertionError("This runner knows no result of " + name);
        }
        Matcher.matchRoot(name, operation.document("expectResult"), result);
      }
    }
    arguments.refuseUnread();
    operation.refuseUnread();
  }

  private Throwable failure(String object, String name, Arguments arguments) {
    try {
      perform(object, name, arguments, null);
    } catch (RuntimeException failure) {
      return failure;
    }
    throw new AssertionError(name + " was expected to fail");
  }

  /** Only the results that cases look at are returned. */
  private @Nullable BsonDocument perform(
      String object, String name, Arguments arguments, @Nullable Arguments saving) {
    switch (name) {
      case "createChangeStream" -> {
        SteppedStream stream = opening.open(entities.watched(object), arguments);
        entities.add(stream);
        if (saving != null && saving.has("saveResultAsEntity")) {
          entities.name(saving.string("saveResultAsEntity"), stream);
        }
      }
      case "iterateUntilDocumentOrError" -> {
        return entities.stream(object).next().raw();
      }
      case "failPoint" ->
          failPoints.turnOn(
              entities.client(arguments.string("client")), arguments.document("failPoint"));
      case "createCollection", "dropCollection", "runCommand" ->
          onDatabase(entities.database(object), name, arguments);
      default -> onCollection(entities.collection(object), name, arguments);
    }
    return null;
  }

  private static void onDatabase(MongoDatabase database, String name, Arguments arguments) {
    switch (name) {
      case "createCollection" -> createCollection(database, arguments);
      case "dropCollection" -> database.getCollection(arguments.string("collection")).drop();
      default -> {
        arguments.ignore("commandName");
        database.runCommand(arguments.document("command"));
      }
    }
  }

  private static void createCollection(MongoDatabase database, Arguments arguments) {
    String name = arguments.string("collection");
    if (arguments.has("viewOn")) {
      database.createView(name, arguments.string("viewOn"), List.of());
    } else {
      database.createCollection(name, new CreateCollectionOptions());
    }
  }

  private static void onCollection(
      MongoCollection<BsonDocument> collection, String name, Arguments arguments) {
    switch (name) {
      case "insertOne" -> collection.insertOne(arguments.document("document").clone());
      case "updateOne" -> updateOne(collection, arguments);
      case "replaceOne" ->
          collection.replaceOne(
              arguments.document("filter"), arguments.document("replacement").clone());
      case "deleteOne" -> collection.deleteOne(arguments.document("filter"));
      case "createIndex" ->
          collection.createIndex(
              arguments.document("keys"), new IndexOptions().name(arguments.string("name")));
      case "dropIndex" -> collection.dropIndex(arguments.string("name"));
      case "rename" ->
          collection.renameCollection(
              new MongoNamespace(
                  collection.getNamespace().getDatabaseName(), arguments.string("to")),
              new RenameCollectionOptions().dropTarget(arguments.flag("dropTarget")));
      default -> throw new AssertionError("Unknown operation: " + name);
    }
  }

  private static void updateOne(MongoCollection<BsonDocument> collection, Arguments arguments) {
    BsonDocument filter = arguments.document("filter");
    BsonValue update = arguments.value("update");
    if (update.isArray()) {
      collection.updateOne(filter, update.asArray().stream().map(BsonValue::asDocument).toList());
    } else {
      collection.updateOne(filter, update.asDocument());
    }
  }
}
