package dev.mongostreams.internal.source;

import com.mongodb.client.model.changestream.FullDocument;
import com.mongodb.client.model.changestream.FullDocumentBeforeChange;
import dev.mongostreams.Operation;
import dev.mongostreams.Scope;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Writes the stages that a stream description stands for, and nothing that was not asked for. */
final class Pipelines {
  /**
   * These end or move what is watched, so the watcher has to see them whatever the user filters.
   */
  private static final Set<Operation> ALWAYS =
      EnumSet.of(Operation.DROP, Operation.RENAME, Operation.DROP_DATABASE, Operation.INVALIDATE);

  /** What tells which event it is. */
  private static final List<String> SKELETON =
      List.of("_id", "operationType", "ns", "clusterTime", "wallTime");

  private Pipelines() {}

  /** All stages behind {@code $changeStream}, cheapest filter first. */
  static List<BsonDocument> filters(StreamSpec spec) {
    List<BsonDocument> stages = new ArrayList<>();
    if (spec.scope() instanceof Scope.OfCollections several) {
      stages.add(match(inOneOf(several.names())));
    }
    if (!spec.operations().isEmpty()) {
      Set<Operation> wanted = EnumSet.copyOf(spec.operations());
      wanted.addAll(ALWAYS);
      stages.add(match(new BsonDocument("operationType", in(names(wanted)))));
    }
    if (spec.where() != null) {
      stages.add(match(spec.where()));
    }
    stages.addAll(spec.pipeline());
    return stages;
  }

  /** The options of the {@code $changeStream} stage, without its position. */
  static BsonDocument options(StreamSpec spec) {
    BsonDocument options = new BsonDocument();
    if (spec.fullDocument() != FullDocument.DEFAULT) {
      options.append("fullDocument", new BsonString(spec.fullDocument().getValue()));
    }
    if (spec.beforeChange() != FullDocumentBeforeChange.DEFAULT) {
      options.append("fullDocumentBeforeChange", new BsonString(spec.beforeChange().getValue()));
    }
    if (spec.expandedEvents() != null) {
      options.append("showExpandedEvents", BsonBoolean.valueOf(spec.expandedEvents()));
    }
    return options;
  }

  /**
   * A list of names alone would not see a rename onto one of them, nor what ends the stream: those
   * events name no collection, or another one.
   */
  private static BsonDocument inOneOf(List<String> names) {
    BsonDocument list = in(names);
    return new BsonDocument(
        "$or",
        new BsonArray(
            List.of(
                new BsonDocument("ns.coll", list),
                new BsonDocument("to.coll", list),
                new BsonDocument(
                    "operationType",
                    in(
                        List.of(
                            Operation.DROP_DATABASE.serverName(),
                            Operation.INVALIDATE.serverName()))))));
  }

  private static List<String> names(Set<Operation> operations) {
    return operations.stream().map(Operation::serverName).toList();
  }

  private static BsonDocument in(List<String> names) {
    List<BsonValue> values = new ArrayList<>();
    names.forEach(name -> values.add(new BsonString(name)));
    return new BsonDocument("$in", new BsonArray(values));
  }

  /**
   * A stage that leaves of an event what tells which it is.
   *
   * @param keyed with the key of the document too
   */
  static BsonDocument skeleton(boolean keyed) {
    BsonDocument kept = new BsonDocument();
    SKELETON.forEach(field -> kept.append(field, BsonBoolean.TRUE));
    if (keyed) {
      kept.append("documentKey", BsonBoolean.TRUE);
    }
    return new BsonDocument("$project", kept);
  }

  private static BsonDocument match(BsonDocument filter) {
    return new BsonDocument("$match", filter);
  }
}
