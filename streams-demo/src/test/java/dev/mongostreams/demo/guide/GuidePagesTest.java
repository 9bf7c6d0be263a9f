package dev.mongostreams.demo.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.demo.walk.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java in the guide's pages is the Java that the demo runs. */
class GuidePagesTest {
  private static final Path PAGES = Path.of("..", "docs", "guide");
  private static final Path SOURCES = Path.of("src", "main", "java", "dev", "mongostreams", "demo");
  private static final Pattern NAMED = Pattern.compile("<!-- region (\\S+\\.java) (\\S+) -->");

  record Block(String page, int line, String above, List<String> code) {}

  static List<Block> blocks() throws IOException {
    List<Block> blocks = new ArrayList<>();
    for (Path page : pages()) {
      blocks.addAll(blocksOf(page.getFileName().toString(), Files.readAllLines(page)));
    }
    return blocks;
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  static List<Block> blocksOf(String page, List<String> lines) {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).equals("```java")) {
        int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf("```");
        blocks.add(
            new Block(page, i + 1, i == 0 ? "" : lines.get(i - 1), lines.subList(i + 1, end)));
      }
    }
    return blocks;
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void aBlockIsTheRegionItNames(Block block) throws IOException {
    Matcher name = NAMED.matcher(block.above());

    assertThat(name.matches())
        .as("%s line %d has a region comment above it", block.page(), block.line())
        .isTrue();
    assertThat(block.code())
        .as("%s line %d", block.page(), block.line())
        .isEqualTo(region(name.group(1), name.group(2)).lines());
  }

  @Test
  void theReadmeAndTheJavadocShowTheirExample() throws IOException {
    Path root = Path.of("..");
    String example = unspaced(region("ReadmeExample.java", "readme").lines());
    List<String> readme = Files.readAllLines(root.resolve("README.md"));
    String javadoc =
        Files.readString(
            root.resolve("streams-core/src/main/java/dev/mongostreams/ChangeStreams.java"));

    assertThat(blocksOf("README.md", readme))
        .extracting(block -> unspaced(block.code()))
        .containsExactly(example);
    assertThat(unspaced(javadoc.replace("\n * ", "\n").lines().toList())).contains(example);
  }

  /** Without spaces, and with the connection string as what it is in the code that runs. */
  private static String unspaced(List<String> code) {
    return String.join("", code)
        .replaceAll("\\s", "")
        .replace("\"mongodb://localhost:27017/aidb?replicaSet=rs0\"", "uri");
  }

  @Test
  void thePagesHaveBlocks() throws IOException {
    assertThat(blocks()).hasSizeGreaterThan(10);
  }

  @Test
  void aBlockIsFoundWithTheLineAboveIt() {
    assertThat(blocksOf("a.md", List.of("text", "<!-- x -->", "```java", "go();", "```", "text")))
        .containsExactly(new Block("a.md", 3, "<!-- x -->", List.of("go();")));
  }

  private static Region region(String file, String name) throws IOException {
    try (Stream<Path> sources = Files.walk(SOURCES)) {
      Path source = sources.filter(path -> path.endsWith(file)).findFirst().orElseThrow();
      return Region.of(Files.readString(source), file, name);
    }
  }
}
