package dev.mongostreams.bench.suite;

import com.mongodb.client.MongoClient;
import com.sun.management.OperatingSystemMXBean;
import dev.mongostreams.bench.scenario.Ground;
import dev.mongostreams.bench.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bson.Document;

/** What a figure means nothing without: machine, versions, settings, and the commit. */
final class Environment {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private Environment() {}

  static Map<String, String> describe(Ground ground, String plan) {
    Checkout checkout = Checkout.own();
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("plan", plan);
    environment.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    environment.put("commit", checkout.commit());
    environment.putAll(machine(ground.directory()));
    environment.put("java", property("java.vm.name") + " " + Runtime.version());
    environment.put("heap", "512 MiB, G1, for every lap");
    environment.put("mongodb", ground.rs0().version());
    environment.put("replica set members", String.valueOf(members(ground.client())));
    environment.putAll(new Versions(checkout.folder()).all());
    return environment;
  }

  /** What was asked, which may be less than the plan has. */
  static Map<String, String> asked(List<Scenario> scenarios) {
    return Map.of(
        "scenarios asked",
        String.join(", ", scenarios.stream().map(Scenario::name).toList()),
        "ways asked",
        String.join(
            ", ",
            scenarios.stream().flatMap(one -> one.ways().stream()).distinct().sorted().toList()));
  }

  private static Map<String, String> machine(Path temporary) {
    Map<String, String> machine = new LinkedHashMap<>();
    machine.put("processor", processor());
    machine.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
    double gibibytes = SYSTEM.getTotalMemorySize() / (double) (1 << 30);
    machine.put("memory", String.format(Locale.ROOT, "%.1f GiB", gibibytes));
    machine.put("system", property("os.name") + " " + property("os.version"));
    machine.put("file system of temporary files", fileSystem(temporary));
    machine.put(
        "load at the start", String.format(Locale.ROOT, "%.2f", SYSTEM.getSystemLoadAverage()));
    return machine;
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }

  private static int members(MongoClient client) {
    Document hello = client.getDatabase("admin").runCommand(new Document("hello", 1));
    return hello.getList("hosts", String.class).size();
  }

  private static String fileSystem(Path of) {
    try {
      return Files.getFileStore(of).type();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String processor() {
    Path cpus = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(cpus)) {
      return "unknown";
    }
    try {
      return Files.readString(cpus, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).trim())
          .findFirst()
          .orElse("unknown");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
