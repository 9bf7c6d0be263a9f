package dev.mongostreams.bench.suite;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The project's folder, wherever the benchmarks are started from, and its commit. */
final class Checkout {
  private static final String UNKNOWN = "unknown";

  private final Path folder;

  Checkout(Path folder) {
    this.folder = folder;
  }

  /** The one that these classes were built in. */
  static Checkout own() {
    try {
      Path classes =
          Path.of(Checkout.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return new Checkout(
          Stream.iterate(classes, above -> above != null, Path::getParent)
              .filter(above -> Files.exists(above.resolve("streams-bench").resolve("pom.xml")))
              .findFirst()
              .orElse(classes));
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  Path folder() {
    return folder;
  }

  /**
   * The commit, with a mark when files differ from it; a file that is nobody's yet counts when it
   * lies among the sources.
   */
  String commit() {
    String commit = git("rev-parse", "--short=12", "HEAD").orElse(UNKNOWN);
    return git("status", "--porcelain", "--untracked-files=all").stream()
            .flatMap(String::lines)
            .anyMatch(Checkout::changes)
        ? commit + ", changed"
        : commit;
  }

  private static boolean changes(String line) {
    return !line.startsWith("??") || line.matches("\\?\\? \"?(.*/)?src/.*");
  }

  private Optional<String> git(String... words) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    return Asking.in(folder, command);
  }
}
