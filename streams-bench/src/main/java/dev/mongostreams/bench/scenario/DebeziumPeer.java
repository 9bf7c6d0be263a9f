package dev.mongostreams.bench.scenario;

import dev.mongostreams.bench.fork.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The module {@code peer-debezium}, which has libraries and a driver of its own. */
final class DebeziumPeer {
  private static final String NAME = "peer-debezium";

  private final Path built;

  /** The module beside the one that this class comes from. */
  DebeziumPeer() {
    this(own().resolveSibling(NAME).resolve("target"));
  }

  /** The module that is built in that folder. */
  DebeziumPeer(Path built) {
    this.built = built;
  }

  /**
   * The program of its laps.
   *
   * @throws IllegalStateException when it is not built; its message says how to
   */
  Program program() {
    Path libraries = built.resolve("lib");
    Path jar = jar().filter(found -> Files.isDirectory(libraries)).orElseThrow(this::missing);
    return Program.java(
        Program.classPath(jar, libraries), "dev.mongostreams.bench.debezium.DebeziumMain");
  }

  private IllegalStateException missing() {
    return new IllegalStateException(
        "Debezium cannot run: its module is not built in "
            + built
            + "; run mvn package -pl streams-bench/"
            + NAME
            + " -am, or ./streams bench, which does");
  }

  private Optional<Path> jar() {
    if (!Files.isDirectory(built)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(built)) {
      return files
          .filter(file -> file.getFileName().toString().matches(NAME + "-.*\\.jar"))
          .filter(file -> !file.getFileName().toString().endsWith("-sources.jar"))
          .findFirst();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The target folder of this module: the jar or the classes lie in it. */
  private static Path own() {
    try {
      return Path.of(DebeziumPeer.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .resolve("..")
          .normalize();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
