package dev.mongostreams.bench;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a figure means nothing without. */
final class Machine {
  private Machine() {}

  /** One line: Java, heap and collector, processors and how busy they were at the start. */
  static String describe() {
    Runtime runtime = Runtime.getRuntime();
    String collectors =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(GarbageCollectorMXBean::getName)
            .collect(Collectors.joining(" and "));
    return String.format(
        Locale.ROOT,
        "Java %s, heap of at most %,d MiB, collectors %s, %d processors, load %.1f",
        Runtime.version(),
        runtime.maxMemory() >> 20,
        collectors,
        runtime.availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }
}
