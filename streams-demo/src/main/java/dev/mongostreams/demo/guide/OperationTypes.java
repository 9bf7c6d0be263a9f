package dev.mongostreams.demo.guide;

import com.mongodb.MongoNamespace;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Operation;
import dev.mongostreams.Watcher;
import dev.mongostreams.demo.walk.Inbox;
import dev.mongostreams.demo.walk.Stage;
import dev.mongostreams.demo.walk.Step;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Makes each kind of change happen once, in a database that is dropped for it. */
final class OperationTypes implements Step {
  private static final List<String> COMMON =
      List.of("_id", "operationType", "clusterTime", "wallTime");

  @Override
  public String title() {
    return "Every kind of change";
  }

  @Override
  public String section() {
    return "Operation Types";
  }

  @Override
  public String summary() {
    return "A watched database sees eight kinds of changes. All say _id, operationType, clusterTime and"
        + " wallTime; the rest differs: a delete has a key but no document, a drop has neither, and"
        + " an invalidate says that the cursor has ended, since the database is gone. The watcher"
        + " goes on behind it by itself.";
  }

  @Override
  public List<String> regions() {
    return List.of("watch", "row");
  }

  @Override
  public void run(Stage stage) throws Exception {
    Inbox<ChangeEvent> changes = new Inbox<>();
    try (ChangeStreams streams = stage.scratchStreams()) {
      // region watch
      Watcher watcher =
          streams.watchDatabase().onChange(change -> changes.add(change.detach())).start();
      // endregion
      stage.doing("insert, update, replace and delete a document, rename and drop its");
      stage.doing("collection, insert into a second one, drop the database, insert again");
      write(stage.scratch());
      List<ChangeEvent> all = changes.await(11);
      stage.got(header());
      all.forEach(change -> stage.got(row(change)));
      check(stage, all);
      watcher.stop();
    }
  }

  private static void write(MongoDatabase database) {
    MongoCollection<Document> shapes = database.getCollection("shapes");
    shapes.insertOne(new Document("_id", 1).append("sides", 3));
    shapes.updateOne(Filters.eq("_id", 1), Updates.set("sides", 4));
    shapes.replaceOne(Filters.eq("_id", 1), new Document("sides", 5));
    shapes.deleteOne(Filters.eq("_id", 1));
    MongoNamespace renamed = new MongoNamespace(database.getName(), "forms");
    shapes.renameCollection(renamed);
    database.getCollection("forms").drop();
    database.getCollection("colours").insertOne(new Document("_id", 2));
    database.drop();
    database.getCollection("colours").insertOne(new Document("_id", 3));
  }

  private static void check(Stage stage, List<ChangeEvent> all) {
    stage.expect(
        "all eight kinds came, in order; a dropped database drops its collections first",
        List.of(
            Operation.INSERT,
            Operation.UPDATE,
            Operation.REPLACE,
            Operation.DELETE,
            Operation.RENAME,
            Operation.DROP,
            Operation.INSERT,
            Operation.DROP,
            Operation.DROP_DATABASE,
            Operation.INVALIDATE,
            Operation.INSERT),
        all.stream().map(ChangeEvent::operation).toList());
    stage.expect(
        "the insert behind the invalidate arrived too",
        "{\"_id\": 3}",
        json(all.get(10).fullDocument()));
  }

  private static String header() {
    return String.format("%-14s%-9s%-12s%s", "operation", "in", "key", "fields of its own");
  }

  private static String row(ChangeEvent change) {
    // region row
    String brings =
        switch (change.operation()) {
          case INSERT, REPLACE -> "document " + json(change.fullDocument());
          case UPDATE -> "changes " + json(change.updatedFields());
          case RENAME -> "new name " + change.renamedTo();
          default -> "";
        };
    // endregion
    String key = change.documentKey() == null ? "-" : change.documentKey().toJson();
    String collection = change.collection().isEmpty() ? "-" : change.collection();
    Set<String> own = new LinkedHashSet<>(change.raw().keySet());
    own.removeAll(COMMON);
    String fields = own.isEmpty() ? "-" : String.join(", ", own);
    return String.format("%-14s%-9s%-12s%s", change.operationName(), collection, key, fields)
        + (brings.isEmpty() ? "" : "\n" + " ".repeat(35) + brings);
  }

  private static String json(@Nullable Document document) {
    return document == null ? "gone" : document.toJson();
  }
}
