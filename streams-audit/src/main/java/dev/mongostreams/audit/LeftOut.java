package dev.mongostreams.audit;

import com.mongodb.MongoNamespace;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * Which changes are no rows, so that the log does not feed itself. Said twice, for the server and
 * here, as a filter may be replaced by whoever sets the watcher up. Immutable.
 *
 * @param log where the rows are: what is inserted there is the log's own, and what is deleted there
 *     would otherwise give a row that is deleted again later; all else is recorded
 * @param others whose documents are nobody's business
 */
record LeftOut(MongoNamespace log, Set<MongoNamespace> others) {
  private static final Set<Operation> GROWTH = EnumSet.of(Operation.INSERT, Operation.DELETE);
  private static final Set<Operation> DOCUMENTS =
      EnumSet.of(Operation.INSERT, Operation.UPDATE, Operation.REPLACE, Operation.DELETE);

  LeftOut {
    others = Set.copyOf(others);
  }

  LeftOut and(MongoNamespace other) {
    Set<MongoNamespace> more = new HashSet<>(others);
    more.add(other);
    return new LeftOut(log, more);
  }

  /** True when the change is no row. The end of a stream is none: what ended it has one. */
  boolean contains(ChangeEvent change) {
    Operation operation = change.operation();
    if (!DOCUMENTS.contains(operation)) {
      return operation == Operation.INVALIDATE;
    }
    return (GROWTH.contains(operation) && isIn(log, change))
        || others.stream().anyMatch(other -> isIn(other, change));
  }

  private static boolean isIn(MongoNamespace namespace, ChangeEvent change) {
    return namespace.getCollectionName().equals(change.collection())
        && namespace.getDatabaseName().equals(change.database());
  }

  /** The filter for what is to come. */
  BsonDocument filter() {
    List<BsonValue> none = new ArrayList<>();
    none.add(changes(log, GROWTH));
    others.stream()
        .sorted((one, two) -> one.getFullName().compareTo(two.getFullName()))
        .forEach(other -> none.add(changes(other, DOCUMENTS)));
    return new BsonDocument("$nor", new BsonArray(none));
  }

  private static BsonDocument changes(MongoNamespace namespace, Set<Operation> operations) {
    List<BsonString> names =
        operations.stream().map(operation -> new BsonString(operation.serverName())).toList();
    return new BsonDocument("ns.db", new BsonString(namespace.getDatabaseName()))
        .append("ns.coll", new BsonString(namespace.getCollectionName()))
        .append("operationType", new BsonDocument("$in", new BsonArray(names)));
  }
}
