package dev.mongostreams.cli.checkpoint;

import dev.mongostreams.cli.connect.TypedUri;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where checkpoints are kept. */
sealed interface StoreLocation {

  /** A directory. */
  record Directory(Path path) implements StoreLocation {
    @Override
    public String toString() {
      return path.toString();
    }
  }

  /** A collection that a connection string names. To take one apart may ask DNS: that is later. */
  record Collection(TypedUri uri) implements StoreLocation {}

  /** Reads a directory, or a connection string that ends in database and collection. */
  final class Converter implements ITypeConverter<StoreLocation> {
    @Override
    public StoreLocation convert(String text) {
      if (TypedUri.isOne(text)) {
        return new Collection(new TypedUri(text));
      }
      if (text.isBlank() || text.contains("://") || text.startsWith("mongodb:")) {
        throw new TypeConversionException(
            "it is neither a directory nor mongodb://host/db.collection. Give one of the two.");
      }
      try {
        return new Directory(Path.of(text));
      } catch (InvalidPathException malformed) {
        throw new TypeConversionException(
            "it cannot be the path of a directory. Give another directory.");
      }
    }
  }

  /**
   * The directory of this user: where programs keep what should outlive them and is no
   * configuration.
   */
  static Directory ofUser(Map<String, String> environment, String system, Path home) {
    boolean windows = system.toLowerCase(Locale.ROOT).startsWith("windows");
    String said = environment.getOrDefault(windows ? "LOCALAPPDATA" : "XDG_STATE_HOME", "");
    // The XDG specification says that a relative path is to be ignored.
    Path state =
        !said.isEmpty() && Path.of(said).isAbsolute()
            ? Path.of(said)
            : home.resolve(windows ? "AppData/Local" : ".local/state");
    return new Directory(state.resolve("mongo-streams").resolve("checkpoints"));
  }
}
