package dev.mongostreams.tests.spec;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.failure.Explanation;
import dev.mongostreams.testkit.ReplicaSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bson.BsonDocument;

/** The databases that cases write to. Their names are fixed, so they may be somebody's. */
record CaseDatabases(Set<String> names, ReplicaSet rs0) {

  /**
   * Takes the databases of all cases.
   *
   * @throws IllegalStateException when the set was given and has one of them
   */
  static CaseDatabases claim(List<SpecificationCase> cases, ReplicaSet rs0) {
    Set<String> names = new TreeSet<>();
    cases.forEach(one -> one.entities().forEach(entity -> add(entity, names)));
    names.remove("admin");
    if (!rs0.owned()) {
      refuseToTouch(names, rs0);
    }
    return new CaseDatabases(names, rs0);
  }

  private static void add(BsonDocument entity, Set<String> names) {
    if (entity.containsKey("database")) {
      names.add(entity.getDocument("database").getString("databaseName").getValue());
    }
  }

  private static void refuseToTouch(Set<String> names, ReplicaSet rs0) {
    try (MongoClient client = MongoClients.create(rs0.uri())) {
      Set<String> there = new TreeSet<>(client.listDatabaseNames().into(new ArrayList<>()));
      there.retainAll(names);
      if (!there.isEmpty()) {
        throw new IllegalStateException(
            new Explanation(
                    "Cannot run the specification cases on",
                    "the replica set that was given",
                    "it has the databases " + there + ", which the cases would drop",
                    "Drop them, or let a set be started here.")
                .message());
      }
    }
  }

  void drop() {
    try (MongoClient client = MongoClients.create(rs0.uri())) {
      names.forEach(name -> client.getDatabase(name).drop());
    }
  }
}
