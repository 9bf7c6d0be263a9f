package dev.mongostreams.testkit.postgres;

import dev.mongostreams.testkit.way.FreePort;
import dev.mongostreams.testkit.way.Watchdog;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL of this machine, with a data directory and a port of its own, that can be killed and
 * started again. What it has acknowledged survives a kill; a loss of power it need not survive, so
 * it leaves the flushes to the disk out unless told otherwise.
 *
 * <p>{@link #url()} and {@link #freshSchema()} may be called from any thread, the others from one
 * at a time. Close it after use; it also ends with this JVM.
 */
public final class PostgresServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration END_LIMIT = Duration.ofSeconds(20);

  private final Path directory;
  private final List<String> settings;
  private final int port = FreePort.next();
  private final Watchdog watchdog;
  private final Thread hook = new Thread(this::end, "postgres-end");
  private Running running;
  private boolean closed;

  private record Running(EmbeddedPostgres embedded, ProcessHandle postmaster) {}

  private PostgresServer(List<String> settings) throws IOException {
    this.directory = Files.createTempDirectory("postgres-");
    this.settings = settings;
    this.watchdog = Watchdog.ofDirectory(directory);
    this.running = begin();
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts a server.
   *
   * @param settings of the server, as {@code fsync=on}
   * @return a server that answers
   */
  public static PostgresServer start(String... settings) {
    try {
      return new PostgresServer(List.of(settings));
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  private Running begin() throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data())
            .setCleanDataDirectory(false)
            .setPort(port)
            .setPGStartupWait(START_LIMIT)
            .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log()))
            .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log()))
            .setServerConfig("synchronous_commit", "on");
    for (String setting : settings) {
      String[] parts = setting.split("=", 2);
      builder.setServerConfig(parts[0], parts[1]);
    }
    EmbeddedPostgres started = builder.start();
    long pid = Long.parseLong(Files.readAllLines(data().resolve("postmaster.pid")).get(0).strip());
    watchdog.process(pid);
    return new Running(started, ProcessHandle.of(pid).orElseThrow());
  }

  private Path data() {
    return directory.resolve("data");
  }

  private java.io.File log() {
    return directory.resolve("log").toFile();
  }

  /**
   * Returns where it is.
   *
   * @return a JDBC URL with its user
   */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
  }

  /**
   * Returns its port.
   *
   * @return a port of 127.0.0.1
   */
  public int port() {
    return port;
  }

  /**
   * Makes a schema that nobody has yet.
   *
   * @return a JDBC URL of the server, in whose sessions the schema is the current one
   */
  public String freshSchema() {
    String name = "s_" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA " + name);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    return url() + "&currentSchema=" + name;
  }

  /** Ends all its processes with SIGKILL, and waits until they are gone. */
  public void kill() {
    ProcessHandle postmaster = running.postmaster;
    List<ProcessHandle> all =
        Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
  }

  /** Starts it again on the data and the port it had, and waits until it answers. */
  public void restart() {
    try {
      running.embedded.close();
      running = begin();
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook runs already and finds nothing left to do.
    }
  }

  private synchronized void end() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      running.embedded.close();
      // A hook of the library's own may be at it just now.
      running.postmaster.onExit().orTimeout(END_LIMIT.toSeconds(), TimeUnit.SECONDS).join();
      delete();
      watchdog.close();
    } catch (IOException | CompletionException inUse) {
      // The watchdog stays on duty and removes it when this JVM ends.
    }
  }

  private void delete() throws IOException {
    List<Path> inner;
    try (Stream<Path> files = Files.walk(directory)) {
      inner = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : inner) {
      Files.deleteIfExists(path);
    }
  }
}
