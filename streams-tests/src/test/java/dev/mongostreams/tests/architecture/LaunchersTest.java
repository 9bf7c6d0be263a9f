package dev.mongostreams.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The launchers for Unix and Windows do the same, as far as that can be told from their text. */
class LaunchersTest {
  private static final Path ROOT = Path.of("..");

  private static String text(String launcher) throws IOException {
    return Files.readString(ROOT.resolve(launcher));
  }

  private static Set<String> all(String launcher, String pattern) throws IOException {
    Set<String> found = new TreeSet<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text(launcher));
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  @Test
  void startTheSameClassesAndTheyAreThere() throws IOException {
    String mains = "(dev\\.mongostreams\\.\\w+\\.[A-Z]\\w+)";
    Set<String> started = all("streams", mains);

    assertThat(started).hasSize(3).isEqualTo(all("streams.cmd", mains));
    for (String main : started) {
      String module = "streams-" + main.split("\\.", -1)[2];
      assertThat(
              ROOT.resolve(module)
                  .resolve("src/main/java")
                  .resolve(main.replace('.', '/') + ".java"))
          .exists();
    }
  }

  @Test
  void knowTheSameWords() throws IOException {
    assertThat(all("streams", "(?m)^  (\\w+)\\)$"))
        .containsExactly("bench", "demo", "install")
        .isEqualTo(all("streams.cmd", "if /i \"%~1\"==\"(\\w+)\""));
  }

  @Test
  void buildAndRunWithTheSameSettings() throws IOException {
    for (String setting :
        new String[] {"(-D[\\w.]+=true)", "(-XX:\\S+?GC)", "(TESTCONTAINERS_\\w+)"}) {
      assertThat(all("streams.cmd", setting)).isNotEmpty().isEqualTo(all("streams", setting));
    }
  }

  @Test
  void endTheirLinesAsTheirSystemsDo() throws IOException {
    assertThat(text("streams")).doesNotContain("\r");
    assertThat(text("streams.cmd").replace("\r\n", "")).doesNotContain("\n");
  }
}
