package dev.mongostreams.cli.deliver;

import com.mongodb.ConnectionString;
import dev.mongostreams.Scope;
import dev.mongostreams.cli.connect.Target;
import dev.mongostreams.cli.connect.TypedUri;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Dead letters into what is watched: each is a change, and may be put away again, without end. */
final class LetterLoop {
  private static final Set<String> NOT_WATCHED = Set.of("admin", "config", "local");
  private static final String DEFAULT_PORT = ":27017";

  private LetterLoop() {}

  /**
   * Refuses letters that come back for certain.
   *
   * @param letters a collection, by its connection string
   * @param filtered true when a filter may leave them out
   * @return what to warn of, when nobody knows; or null
   * @throws IllegalArgumentException when they do come back
   */
  static @Nullable String check(Target target, String letters, boolean filtered) {
    ConnectionString uri = target.access().store(new TypedUri(letters));
    if (!isWatched(target.scope(), uri.getDatabase(), uri.getCollection())) {
      return null;
    }
    String place = uri.getDatabase() + "." + uri.getCollection();
    boolean same = !Collections.disjoint(hosts(target.uri()), hosts(uri));
    if (same && !filtered) {
      throw new IllegalArgumentException(
          "Cannot keep dead letters in "
              + place
              + ": it is part of what is watched, so each letter would be a change that may fail again."
              + " Keep them in another database, or name what to watch with --collection.");
    }
    return "warning: "
        + place
        + " of --dead-letters "
        + (same ? "is" : "may be")
        + " part of what is watched: a letter that is delivered and fails is put away again, without"
        + " an end; another database has no such risk";
  }

  private static boolean isWatched(
      Scope scope, @Nullable String database, @Nullable String collection) {
    if (database == null || collection == null) {
      return false; // Refused where it is opened.
    }
    if (scope instanceof Scope.OfDatabase whole) {
      return whole.database().equals(database);
    }
    if (scope instanceof Scope.OfCollection one) {
      return one.database().equals(database) && one.name().equals(collection);
    }
    if (scope instanceof Scope.OfCollections some) {
      return some.database().equals(database) && some.names().contains(collection);
    }
    return !NOT_WATCHED.contains(database);
  }

  private static Collection<String> hosts(ConnectionString uri) {
    List<String> hosts = uri.getHosts();
    return hosts.stream()
        .map(host -> host.toLowerCase(Locale.ROOT))
        .map(host -> host.matches(".*:[0-9]+") ? host : host + DEFAULT_PORT)
        .collect(Collectors.toSet());
  }
}
