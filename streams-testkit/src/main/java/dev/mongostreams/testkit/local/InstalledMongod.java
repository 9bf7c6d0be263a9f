package dev.mongostreams.testkit.local;

import dev.mongostreams.testkit.way.PassedOver;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A mongod that is on this machine already. */
final class InstalledMongod {
  static final String PROGRAM =
      System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")
          ? "mongod.exe"
          : "mongod";

  private InstalledMongod() {}

  static MongodSource fromEnvironment() {
    return source("MONGOD", InstalledMongod::named);
  }

  static MongodSource fromPath() {
    return source("PATH", InstalledMongod::onPath);
  }

  static MongodSource fromCache(MongodCache cache) {
    return source("cache", cache::newest);
  }

  private static Path named() throws PassedOver {
    String named = System.getenv("MONGOD");
    if (named == null || named.isBlank()) {
      throw new PassedOver(
          "the environment variable is not set", "set MONGOD to the path of a mongod");
    }
    Path binary = Path.of(named);
    if (!Files.isExecutable(binary)) {
      throw new PassedOver(
          named + " is not a program that can be run", "set MONGOD to the path of a mongod");
    }
    return binary;
  }

  private static Path onPath() throws PassedOver {
    String path = System.getenv("PATH");
    for (String folder : (path == null ? "" : path).split(File.pathSeparator, -1)) {
      Path binary = Path.of(folder, PROGRAM);
      if (!folder.isEmpty() && Files.isRegularFile(binary) && Files.isExecutable(binary)) {
        return binary;
      }
    }
    throw new PassedOver("no folder of it holds a " + PROGRAM, "install the MongoDB server");
  }

  private interface Finder {
    Path find() throws PassedOver;
  }

  private static MongodSource source(String name, Finder finder) {
    return new MongodSource() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Path binary() throws PassedOver {
        return finder.find();
      }
    };
  }
}
