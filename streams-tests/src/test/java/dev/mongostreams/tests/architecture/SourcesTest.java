package dev.mongostreams.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the main sources of all modules to the sizes of the house style. */
class SourcesTest {
  private static final int MOST_LINES = 500;
  private static final int MOST_FILES = 15;
  private static final Pattern MODULE =
      Pattern.compile("streams-\\w+(/peer-\\w+)?/src/main/java/dev/.*");

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  @Test
  void noFileIsLongerThanFiveHundredLines() throws IOException {
    for (Path file : mainSources(ROOT)) {
      assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(MOST_LINES);
    }
  }

  @Test
  void noPackageHasMoreThanFifteenFiles() {
    Map<Path, Long> files =
        mainSources(ROOT).stream()
            .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));

    assertThat(files)
        .hasSizeGreaterThan(10)
        .allSatisfy(
            (folder, count) ->
                assertThat(count).as(folder.toString()).isLessThanOrEqualTo(MOST_FILES));
  }

  @Test
  void eachPackageSaysWhatItIsFor() {
    assertThat(mainSources(ROOT))
        .extracting(Path::getParent)
        .allSatisfy(folder -> assertThat(folder.resolve("package-info.java")).exists());
  }

  @Test
  void theCommandLineUsesWhatCoreExports() throws IOException {
    List<Path> cli = mainSources(ROOT.resolve("streams-cli"));

    assertThat(cli).isNotEmpty();
    for (Path file : cli) {
      assertThat(Files.readString(file))
          .as(file.toString())
          .doesNotContain("mongostreams.internal");
    }
  }

  private static List<Path> mainSources(Path below) {
    try (Stream<Path> files = Files.walk(below)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> MODULE.matcher(withSlashes(file)).matches())
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String withSlashes(Path file) {
    return ROOT.relativize(file).toString().replace('\\', '/');
  }
}
