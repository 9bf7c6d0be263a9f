package dev.mongostreams.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each fault has a number, and the tests that prove it carry that number in a comment behind their
 * name. The page that says which test proves what is held against them; {@code
 * -Dstreams.docs.write=true} writes it instead.
 */
class FaultsTest {
  /** Known, and without a test so far. A row that gets one must leave this list. */
  private static final Set<Integer> OPEN = Set.of();

  private static final Path ROOT = Path.of("..");
  private static final Path PAGE = ROOT.resolve("docs/reference/faults.md");
  private static final Pattern PROOF =
      Pattern.compile("void (\\w+)\\([^)]*\\)\\s*(?:throws [\\w, ]+ )?\\{ // (\\d+(?:, \\d+)*)\\n");

  private record Fault(int number, String what, String answer) {
    static Fault of(String line) {
      String[] parts = line.split("\\|", -1);
      return new Fault(Integer.parseInt(parts[0]), parts[1], parts[2]);
    }
  }

  private static List<Fault> faults() throws IOException {
    try (InputStream list = FaultsTest.class.getResourceAsStream("faults.txt")) {
      String text = new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(Fault::of).toList();
    }
  }

  /** The tests that carry a number, by number. */
  private static Map<Integer, Set<String>> proofs() throws IOException {
    Map<Integer, Set<String>> proofs = new TreeMap<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file : files.filter(FaultsTest::isTest).toList()) {
        String type = file.getFileName().toString().replace(".java", "");
        Matcher proof = PROOF.matcher(Files.readString(file));
        while (proof.find()) {
          for (String number : proof.group(2).split(", ", -1)) {
            proofs
                .computeIfAbsent(Integer.valueOf(number), any -> new TreeSet<>())
                .add(type + "." + proof.group(1));
          }
        }
      }
    }
    return proofs;
  }

  private static boolean isTest(Path file) {
    String path = file.toString().replace('\\', '/');
    return path.contains("/src/test/java/") && path.endsWith(".java");
  }

  @Test
  void eachIsProvenButTheOpenOnes() throws IOException {
    Set<Integer> proven = proofs().keySet();
    Set<Integer> missing = new TreeSet<>(faults().stream().map(Fault::number).toList());
    missing.removeAll(proven);

    System.out.printf(
        "fault rows: %d proven, %d not yet%n", faults().size() - missing.size(), missing.size());
    assertThat(missing).isEqualTo(new TreeSet<>(OPEN));
  }

  @Test
  void noTestCarriesANumberThatNobodyKnows() throws IOException {
    assertThat(faults().stream().map(Fault::number).toList()).containsAll(proofs().keySet());
  }

  @Test
  void thePageSaysWhichTestProvesWhich() throws IOException {
    String page = page();
    if (Boolean.getBoolean("streams.docs.write")) {
      Files.writeString(PAGE, page);
    }

    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  private static String page() throws IOException {
    Map<Integer, Set<String>> proofs = proofs();
    List<String> open = new ArrayList<>();
    StringBuilder page =
        new StringBuilder(
                "# Faults\n\nWhat may go wrong, what a watcher does then, and which test proves it.\n\n")
            .append("| # | fault | a watcher | proven by |\n|---|---|---|---|\n");
    for (Fault fault : faults()) {
      Set<String> tests = proofs.get(fault.number());
      String row = "| " + fault.number() + " | " + fault.what() + " | " + fault.answer() + " |";
      if (tests == null) {
        open.add(row);
      } else {
        page.append(row).append(' ').append(String.join("<br>", tests)).append(" |\n");
      }
    }
    page.append("\n## Not proven yet\n\n| # | fault | a watcher |\n|---|---|---|\n");
    open.forEach(row -> page.append(row).append('\n'));
    return page.toString();
  }
}
