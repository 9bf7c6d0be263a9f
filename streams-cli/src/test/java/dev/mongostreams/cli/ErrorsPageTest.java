package dev.mongostreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.failure.Explanation;
import dev.mongostreams.failure.StreamsException;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of errors names each exception that there is, and its exit code. */
class ErrorsPageTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern ROW =
      Pattern.compile("\\| `(\\w+Exception)` \\| .* \\| (\\d+|-) \\|");
  private static final Pattern EXCEPTION =
      Pattern.compile(
          "public (?:final )?class (\\w+) extends (?:StreamsException|RuntimeException)");
  private static final List<String> PACKAGES =
      List.of("dev.mongostreams.failure", "dev.mongostreams.handler");

  record Row(String type, String exitCode) {}

  static List<Row> rows() throws IOException {
    return Files.readAllLines(ROOT.resolve("docs/reference/errors.md")).stream()
        .flatMap(line -> ROW.matcher(line).results())
        .map(row -> new Row(row.group(1), row.group(2)))
        .toList();
  }

  @Test
  void hasEachExceptionThatALibraryThrows() throws IOException {
    TreeSet<String> thrown = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(ROOT)) {
      for (Path source : sources.filter(ErrorsPageTest::isOfALibrary).toList()) {
        EXCEPTION
            .matcher(Files.readString(source))
            .results()
            .forEach(found -> thrown.add(found.group(1)));
      }
    }

    assertThat(new TreeSet<>(rows().stream().map(Row::type).toList())).isEqualTo(thrown);
  }

  private static boolean isOfALibrary(Path file) {
    return file.toString()
        .replace('\\', '/')
        .matches(".*/streams-(core|audit|jdbc|redis)/src/main/java/.*Exception\\.java");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void tellsTheExitCodeOfTheCommandLine(Row row) throws ReflectiveOperationException {
    Optional<Class<?>> type = ofCore(row.type());

    assertThat(row.exitCode())
        .isEqualTo(type.isPresent() ? "" + ExitCode.of(made(type.get())).number() : "-");
  }

  private static Optional<Class<?>> ofCore(String name) throws ClassNotFoundException {
    for (String place : PACKAGES) {
      Path source = Path.of("streams-core/src/main/java", place.split("\\.", -1));
      if (Files.exists(ROOT.resolve(source).resolve(name + ".java"))) {
        return Optional.of(Class.forName(place + "." + name));
      }
    }
    return Optional.empty();
  }

  private static StreamsException made(Class<?> type) throws ReflectiveOperationException {
    Explanation explanation = new Explanation("Cannot go", "on", "why", "Do.");
    Constructor<?> constructor = type.getConstructors()[0];
    return (StreamsException)
        (constructor.getParameterCount() == 1
            ? constructor.newInstance(explanation)
            : constructor.newInstance(explanation, null));
  }
}
