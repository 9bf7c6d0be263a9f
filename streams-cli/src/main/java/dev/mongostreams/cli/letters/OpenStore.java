package dev.mongostreams.cli.letters;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import dev.mongostreams.cli.connect.Access;
import dev.mongostreams.cli.connect.TypedUri;
import dev.mongostreams.letters.DeadLetter;
import dev.mongostreams.letters.DeadLetterStore;
import dev.mongostreams.letters.FileDeadLetterStore;
import dev.mongostreams.letters.MongoDeadLetterStore;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The store that {@code --store} or {@code --dead-letters} names, for one command.
 *
 * @param letters what it holds
 * @param end closes what was opened for it
 */
public record OpenStore(DeadLetterStore letters, Runnable end) implements AutoCloseable {
  private static final int LEAST_OF_AN_ID = 4;

  /** Opens a file, or a collection by a connection string. */
  static OpenStore of(String place, Access access) {
    if (TypedUri.isOne(place)) {
      return collection(place, "read", access);
    }
    Path file = file(place, "read", "--store");
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "Cannot read dead letters of \""
              + place
              + "\": there is no such file. Check --store; a watcher makes the file with its first"
              + " dead letter.");
    }
    return new OpenStore(FileDeadLetterStore.at(file), () -> {});
  }

  /**
   * Opens a file that need not be there yet, or a collection. No server is asked before the first
   * letter.
   *
   * @param place as named by {@code --dead-letters}
   * @param access how its server is reached
   * @return the store; close it when done
   * @throws IllegalArgumentException when no letter could be kept there
   */
  public static OpenStore toWrite(String place, Access access) {
    if (TypedUri.isOne(place)) {
      return collection(place, "keep", access);
    }
    Path file = file(place, "keep", "--dead-letters");
    Path directory = file.toAbsolutePath().getParent();
    boolean fit = directory != null && Files.isWritable(directory) && !Files.isDirectory(file);
    if (!fit || (Files.exists(file) && !Files.isWritable(file))) {
      throw new IllegalArgumentException(
          "Cannot keep dead letters in \""
              + place
              + "\": it is no file that this user may write, or its directory is not there. Make the"
              + " directory, or correct --dead-letters.");
    }
    return new OpenStore(FileDeadLetterStore.at(file), () -> {});
  }

  /**
   * Tells what a place is.
   *
   * @param place as named by {@code --dead-letters}
   * @return true when it is a collection, false when it is a file or nothing
   */
  private static OpenStore collection(String place, String verb, Access access) {
    ConnectionString uri = access.store(new TypedUri(place));
    String database = uri.getDatabase();
    String name = uri.getCollection();
    if (database == null || name == null) {
      throw new IllegalArgumentException(
          "Cannot "
              + verb
              + " dead letters there: the connection string names no collection. Write both"
              + " names behind the host, as mongodb://localhost:27017/ops.letters.");
    }
    MongoClient client = access.client(uri);
    return new OpenStore(MongoDeadLetterStore.of(client, database, name), client::close);
  }

  private static Path file(String place, String verb, String option) {
    try {
      // A connection string that is mistyped is not repeated, as it may hold a password.
      if (!place.isBlank() && !place.contains("://") && !place.startsWith("mongodb:")) {
        return Path.of(place);
      }
    } catch (InvalidPathException malformed) {
      // Refused below.
    }
    throw new IllegalArgumentException(
        "Cannot "
            + verb
            + " dead letters there: "
            + option
            + " is neither a file nor a connection string. Write a path, or"
            + " mongodb://host:27017/database.collection.");
  }

  /**
   * Finds letters by the beginnings of their ids.
   *
   * @return whole ids, in the order typed
   * @throws IllegalArgumentException when one fits no letter or several
   */
  Set<String> named(List<String> typed) {
    List<String> all = new ArrayList<>();
    letters.forEach(letter -> all.add(letter.id()));
    Set<String> ids = new LinkedHashSet<>();
    for (String beginning : typed) {
      List<String> fitting = all.stream().filter(id -> id.startsWith(beginning)).toList();
      if (beginning.length() < LEAST_OF_AN_ID || fitting.size() != 1) {
        throw new IllegalArgumentException(
            "Cannot tell which dead letter \""
                + beginning.replaceAll("\\p{Cntrl}", "?")
                + "\" is: "
                + (beginning.length() < LEAST_OF_AN_ID
                    ? "it is shorter than " + LEAST_OF_AN_ID + " characters"
                    : fitting.size() + " ids begin so")
                + ". Copy an id that streams dead-letters list prints.");
      }
      ids.add(fitting.get(0));
    }
    return ids;
  }

  /** Finds one letter by the beginning of its id. */
  DeadLetter one(String typed) {
    DeadLetter letter = letters.read(named(List.of(typed)).iterator().next());
    if (letter == null) {
      throw new IllegalArgumentException(
          "Cannot show the dead letter \""
              + typed
              + "\": it was dropped just now. List them anew.");
    }
    return letter;
  }

  @Override
  public void close() {
    end.run();
  }
}
