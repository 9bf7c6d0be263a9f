package dev.mongostreams.cli.doctor.check;

import com.mongodb.MongoException;
import dev.mongostreams.Scope;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.cli.ExitCode;
import dev.mongostreams.cli.connect.Target;
import dev.mongostreams.failure.NotAllowedException;
import dev.mongostreams.failure.StreamsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Opens a change stream of each kind. Only what is asked for must work. */
final class Rights implements Check {
  static final String COMMENT = Target.LABEL + "doctor";

  @Override
  public String name() {
    return "rights";
  }

  @Override
  public String right() {
    return "the actions find and changeStream";
  }

  @Override
  public List<Finding> look(Patient patient) {
    Scope asked = patient.target().scope();
    List<Finding> findings = new ArrayList<>();
    findings.add(tried(patient.target().watcher(patient.streams()), asked, true));
    String collection = asked instanceof Scope.OfCollection ? null : some(patient);
    if (collection != null) {
      findings.add(
          tried(
              patient.streams().watchCollection(collection),
              new Scope.OfCollection(patient.target().database(), collection),
              false));
    }
    if (!(asked instanceof Scope.OfDatabase)) {
      Scope database = new Scope.OfDatabase(patient.target().database());
      findings.add(tried(patient.streams().watchDatabase(), database, false));
    }
    if (!(asked instanceof Scope.OfCluster)) {
      findings.add(tried(patient.streams().watchCluster(), new Scope.OfCluster(), false));
    }
    return findings;
  }

  private Finding tried(WatcherBuilder watcher, Scope scope, boolean asked) {
    String finding = name() + ", " + scope;
    try {
      watcher.reading(read -> read.comment(COMMENT)).onChange(change -> {}).start().stop();
      return Finding.ok(finding, "a change stream opens");
    } catch (StreamsException refused) {
      String why = refused.explanation().why();
      if (asked) {
        return Finding.problem(finding, why, refused.explanation().cure(), ExitCode.of(refused));
      }
      return refused instanceof NotAllowedException
          ? Finding.ok(finding, "not allowed, and not asked for")
          : Finding.warning(finding, why, refused.explanation().cure());
    }
  }

  /** A collection that this user may see, or null where there is none. */
  private static @Nullable String some(Patient patient) {
    Document list =
        new Document("listCollections", 1)
            .append("filter", new Document("type", "collection"))
            .append("nameOnly", true)
            .append("authorizedCollections", true);
    try {
      return patient
          .ask(patient.target().database(), list)
          .get("cursor", new Document())
          .getList("firstBatch", Document.class, List.of())
          .stream()
          .map(collection -> collection.getString("name"))
          .filter(Objects::nonNull)
          .filter(name -> !name.startsWith("system."))
          .sorted()
          .findFirst()
          .orElse(null);
    } catch (MongoException notAllowed) {
      return null;
    }
  }
}
