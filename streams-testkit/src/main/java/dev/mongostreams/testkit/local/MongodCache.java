package dev.mongostreams.testkit.local;

import dev.mongostreams.testkit.way.PassedOver;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Mongods we downloaded, one folder a version. A folder appears whole or not at all: it is filled
 * beside and renamed. Two processes that miss the same version wait for each other, so that it is
 * downloaded once.
 */
final class MongodCache {
  private static final Duration LOCK_LIMIT = Duration.ofMinutes(5);
  private static final long BETWEEN_TRIES_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)*");

  private final Path root;
  private final Consumer<String> report;

  MongodCache(Path root, Consumer<String> report) {
    this.root = root;
    this.report = report;
  }

  /** Fills an empty folder with a program named mongod and what it needs. */
  interface Filling {
    void into(Path folder) throws IOException, PassedOver;
  }

  static MongodCache ofUser(Consumer<String> report) {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path home =
        cache == null || cache.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache);
    return new MongodCache(home.resolve("mongo-streams").resolve("mongod"), report);
  }

  Path newest() throws PassedOver {
    List<Path> versions = List.of();
    if (Files.isDirectory(root)) {
      try (Stream<Path> folders = Files.list(root)) {
        versions =
            folders
                .filter(folder -> Files.isExecutable(folder.resolve(InstalledMongod.PROGRAM)))
                .filter(folder -> VERSION.matcher(folder.getFileName().toString()).matches())
                .sorted(Comparator.comparing(MongodCache::version))
                .toList();
      } catch (IOException e) {
        throw new PassedOver(root + " cannot be read: " + e, "make it readable", e);
      }
    }
    if (versions.isEmpty()) {
      throw new PassedOver(root + " holds no mongod yet", "let the download fill it");
    }
    return versions.get(versions.size() - 1).resolve(InstalledMongod.PROGRAM);
  }

  /** Returns the mongod of a version, from the cache or else by the filling. */
  Path get(String version, Filling filling) throws PassedOver {
    Path folder = root.resolve(version);
    Path binary = folder.resolve(InstalledMongod.PROGRAM);
    if (Files.isExecutable(binary)) {
      return binary;
    }
    try {
      Files.createDirectories(root);
      try (FileChannel channel =
              FileChannel.open(
                  root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = lock(channel)) {
        if (lock.isValid() && !Files.isExecutable(binary)) {
          report.accept("rs0: downloading mongod " + version + ", once, into " + root);
          fill(folder, filling);
        }
      }
    } catch (IOException e) {
      throw new PassedOver(
          root + " cannot be filled: " + e, "free its disk or set XDG_CACHE_HOME", e);
    }
    return binary;
  }

  private void fill(Path folder, Filling filling) throws IOException, PassedOver {
    Path beside = Files.createTempDirectory(root, ".get-");
    try {
      Path whole = Files.createDirectory(beside.resolve("whole"));
      filling.into(whole);
      MongodVersion.of(whole.resolve(InstalledMongod.PROGRAM));
      Folders.delete(folder);
      Files.move(whole, folder, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Folders.delete(beside);
    }
  }

  private static Version version(Path folder) {
    return Version.parse(folder.getFileName().toString());
  }

  private FileLock lock(FileChannel channel) throws IOException, PassedOver {
    long end = System.nanoTime() + LOCK_LIMIT.toNanos();
    while (System.nanoTime() - end < 0) {
      try {
        FileLock lock = channel.tryLock();
        if (lock != null) {
          return lock;
        }
      } catch (OverlappingFileLockException e) {
        // Another thread of this JVM holds it.
      }
      LockSupport.parkNanos(BETWEEN_TRIES_NANOS);
    }
    throw new PassedOver(
        "another process has been filling "
            + root
            + " for more than "
            + LOCK_LIMIT.toMinutes()
            + " min",
        "end that process and try again");
  }
}
