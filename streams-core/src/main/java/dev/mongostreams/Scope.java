package dev.mongostreams;

import dev.mongostreams.internal.source.Names;
import java.util.List;

/** What a watcher watches. Immutable; its text form is the one used in messages. */
public sealed interface Scope {

  /**
   * One collection.
   *
   * @param database the database's name
   * @param name the collection's name; it need not exist yet
   */
  record OfCollection(String database, String name) implements Scope {
    /**
     * Checks both names.
     *
     * @param database the database's name
     * @param name the collection's name
     * @throws IllegalArgumentException when MongoDB does not allow one of them
     */
    public OfCollection {
      Names.checkDatabase(database);
      Names.checkCollection(name);
    }

    @Override
    public String toString() {
      return database + "." + name;
    }
  }

  /**
   * Several collections of one database, on one cursor.
   *
   * @param database the database's name
   * @param names the collections' names, at least one
   */
  record OfCollections(String database, List<String> names) implements Scope {
    /**
     * Checks and copies the names.
     *
     * @param database the database's name
     * @param names the collections' names
     * @throws IllegalArgumentException when there is none, or MongoDB does not allow one of them
     */
    public OfCollections {
      Names.checkDatabase(database);
      if (names.isEmpty()) {
        throw new IllegalArgumentException(
            "Cannot watch no collection at all: name one, or watch the database.");
      }
      names.forEach(Names::checkCollection);
      names = names.stream().distinct().toList();
    }

    @Override
    public String toString() {
      return database + "." + (names.size() == 1 ? names.get(0) : names.toString());
    }
  }

  /**
   * All collections of a database.
   *
   * @param database the database's name
   */
  record OfDatabase(String database) implements Scope {
    /**
     * Checks the name.
     *
     * @param database the database's name
     * @throws IllegalArgumentException when MongoDB does not allow it
     */
    public OfDatabase {
      Names.checkDatabase(database);
    }

    @Override
    public String toString() {
      return database;
    }
  }

  /** All collections of all databases, except admin, config and local. */
  record OfCluster() implements Scope {
    @Override
    public String toString() {
      return "all databases";
    }
  }
}
