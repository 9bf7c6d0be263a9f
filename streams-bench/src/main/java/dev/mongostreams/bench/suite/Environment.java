package dev.mongostreams.bench.suite;

import com.mongodb.client.MongoClient;
import dev.mongostreams.bench.scenario.Ground;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a figure means nothing without: machine, versions, settings, and the commit. */
final class Environment {
  private Environment() {}

  static Map<String, String> describe(Ground ground, String plan) {
    Runtime runtime = Runtime.getRuntime();
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("plan", plan);
    environment.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    environment.put("commit", commit());
    environment.put("processor", processor());
    environment.put("processors", String.valueOf(runtime.availableProcessors()));
    environment.put("system", property("os.name") + " " + property("os.version"));
    environment.put("java", property("java.vm.name") + " " + Runtime.version());
    environment.put("mongodb", ground.rs0().version());
    environment.put("driver", jar(MongoClient.class));
    environment.put("heap", "512 MiB, G1, for every lap");
    environment.put(
        "load at the start",
        String.format(
            Locale.ROOT,
            "%.2f",
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    return environment;
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }

  /** The jar that a class is from: its name tells the version, and its manifest does not. */
  private static String jar(Class<?> of) {
    String path = of.getProtectionDomain().getCodeSource().getLocation().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
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

  /** The commit that is checked out, with a mark when files differ from it. */
  private static String commit() {
    String commit = git("rev-parse", "--short=12", "HEAD");
    return git("status", "--porcelain", "--untracked-files=no").isEmpty()
        ? commit
        : commit + ", changed";
  }

  private static String git(String... words) {
    String[] command = new String[words.length + 1];
    command[0] = "git";
    System.arraycopy(words, 0, command, 1, words.length);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0
          ? said.trim()
          : "unknown";
    } catch (IOException absent) {
      return "unknown";
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return "unknown";
    }
  }
}
