package dev.mongostreams.cli.doctor.check;

import com.mongodb.MongoException;
import dev.mongostreams.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bson.Document;

/** Which collections keep documents as they were before and after a change. */
final class Images implements Check {
  private static final int MOST_NAMES = 20;
  private static final Set<String> OWN = Set.of("admin", "config", "local");

  @Override
  public String name() {
    return "images";
  }

  @Override
  public String right() {
    return "the role read on the database";
  }

  @Override
  public List<Finding> look(Patient patient) {
    Set<String> on = new TreeSet<>();
    Set<String> off = new TreeSet<>();
    for (String database : databases(patient)) {
      for (Document collection : collections(patient, database)) {
        (hasImages(collection) ? on : off).add(database + "." + collection.getString("name"));
      }
    }
    String kept = on.isEmpty() ? "" : " (" + expiry(patient) + ")";
    return List.of(
        Finding.ok(
            name(), "on: " + list(on) + kept + "; off, so not to be asked for: " + list(off)));
  }

  private static List<String> databases(Patient patient) {
    if (!(patient.target().scope() instanceof Scope.OfCluster)) {
      return List.of(patient.target().database());
    }
    return patient
        .ask("admin", new Document("listDatabases", 1).append("nameOnly", true))
        .getList("databases", Document.class, List.of())
        .stream()
        .map(database -> database.getString("name"))
        .filter(name -> !OWN.contains(name))
        .toList();
  }

  private static List<Document> collections(Patient patient, String database) {
    Set<String> asked = asked(patient.target().scope());
    // A server sends a hundred names at once, and the rest to whoever asks again.
    return patient
        .database(database)
        .listCollections()
        .filter(new Document("type", "collection"))
        .into(new ArrayList<>())
        .stream()
        .filter(collection -> !collection.getString("name").startsWith("system."))
        .filter(collection -> asked.isEmpty() || asked.contains(collection.getString("name")))
        .toList();
  }

  private static Set<String> asked(Scope scope) {
    if (scope instanceof Scope.OfCollection one) {
      return Set.of(one.name());
    }
    return scope instanceof Scope.OfCollections several ? Set.copyOf(several.names()) : Set.of();
  }

  private static boolean hasImages(Document collection) {
    return collection
        .get("options", new Document())
        .get("changeStreamPreAndPostImages", new Document())
        .getBoolean("enabled", false);
  }

  /** How long they are kept, by a parameter of the cluster. */
  private static String expiry(Patient patient) {
    try {
      Object seconds =
          patient
              .ask("admin", new Document("getClusterParameter", "changeStreamOptions"))
              .getList("clusterParameters", Document.class, List.of())
              .stream()
              .map(found -> found.get("preAndPostImages", new Document()).get("expireAfterSeconds"))
              .findFirst()
              .orElse("off");
      return seconds instanceof Number number
          ? "kept for " + number + " s"
          : "kept as long as the oplog";
    } catch (MongoException notTold) {
      return "for how long may not be seen";
    }
  }

  private static String list(Set<String> names) {
    String first = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    int more = names.size() - MOST_NAMES;
    return names.isEmpty() ? "none" : first + (more > 0 ? " and " + more + " more" : "");
  }
}
