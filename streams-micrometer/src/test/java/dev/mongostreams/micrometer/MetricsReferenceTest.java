package dev.mongostreams.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the page of meters against the code. {@code -Dstreams.docs.write=true} writes it. */
class MetricsReferenceTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "metrics.md");

  @Test
  void isWhatTheCodeSays() throws IOException {
    String said = page();
    if (Boolean.getBoolean("streams.docs.write")) {
      Files.writeString(PAGE, said);
    }

    assertThat(Files.readString(PAGE)).isEqualTo(said);
  }

  private static String page() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Meters meters =
        new Meters(
            registry,
            new Moment(
                () -> {
                  throw new IllegalStateException("Nobody reads a meter for its description.");
                },
                registry.config().clock()),
            io.micrometer.core.instrument.Tags.empty());
    TreeMap<String, Meter.Id> byName = new TreeMap<>();
    TreeMap<String, Set<String>> tags = new TreeMap<>();
    for (Meter meter : meters.all()) {
      byName.put(meter.getId().getName(), meter.getId());
      for (Tag tag : meter.getId().getTags()) {
        tags.computeIfAbsent(meter.getId().getName(), name -> new TreeSet<>()).add(tag.getKey());
      }
    }
    StringBuilder page =
        new StringBuilder(
            "# Metrics\n\nMeters of `streams-micrometer`, and what `/metrics` of `./streams"
                + " --metrics-port` shows. Each has the tags `watcher` and `scope`, and those named"
                + " here.\n\n| meter | for Prometheus | tag | meaning |\n|---|---|---|---|\n");
    byName.forEach((name, id) -> append(page, id, tags.getOrDefault(name, Set.of())));
    return page.append(
            "\nWhat is not known yet is no zero: it is NaN in Micrometer, and `/metrics` leaves it"
                + " out. [Figures](../guide/figures.md) says what each tells, and when to worry.\n")
        .toString();
  }

  private static void append(StringBuilder page, Meter.Id id, Set<String> tags) {
    String unit = id.getBaseUnit() == null ? "" : "_" + id.getBaseUnit();
    String total = id.getType() == Meter.Type.COUNTER ? "_total" : "";
    page.append("| `")
        .append(id.getName())
        .append("` | `")
        .append(id.getName().replace('.', '_').toLowerCase(Locale.ROOT))
        .append(unit)
        .append(total)
        .append("` | ")
        .append(tags.stream().map(tag -> "`" + tag + "`").collect(Collectors.joining(", ")))
        .append(" | ")
        .append(id.getDescription())
        .append(" |\n");
  }
}
