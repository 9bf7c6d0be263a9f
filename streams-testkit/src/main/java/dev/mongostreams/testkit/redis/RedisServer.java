package dev.mongostreams.testkit.redis;

import dev.mongostreams.testkit.local.Folders;
import dev.mongostreams.testkit.way.FreePort;
import dev.mongostreams.testkit.way.OwnSession;
import dev.mongostreams.testkit.way.Text;
import dev.mongostreams.testkit.way.Watchdog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis, as a process of this machine on a port and a directory of its own. It listens on
 * the loopback address, without a password, and keeps nothing on disk unless told to. It can be
 * killed and started again on the same port.
 *
 * <p>For one thread at a time. Close it after use; it also ends with this JVM, even when that is
 * killed.
 *
 * <pre>{@code
 * try (RedisServer server = RedisServer.start();
 *     RedisClient redis = RedisClient.create(server.uri())) {
 *   ...
 * }
 * }</pre>
 */
public final class RedisServer implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final long END_LIMIT_SECONDS = 20;
  private static final long LOOK_NANOS = Duration.ofMillis(5).toNanos();

  private final int port = FreePort.next();
  private final Path directory;
  private final Watchdog watchdog;
  private final List<String> command = new ArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread hook = new Thread(this::end, "redis-end");
  private Process process;

  private RedisServer(String... settings) throws IOException {
    directory = Files.createTempDirectory("redis-");
    watchdog = Watchdog.ofDirectory(directory);
    // The program lies in the directory, so that the watchdog knows the process by its arguments.
    Path program = ExecutableProvider.newJarResourceProvider(directory.toFile()).get().toPath();
    command.addAll(List.of(program.toString(), "--port", Integer.toString(port)));
    command.addAll(List.of("--bind", LOOPBACK, "--dir", directory.toString()));
    command.addAll(List.of("--save", "", "--appendonly", "no"));
    command.addAll(List.of(settings));
    process = launched();
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts a Redis that keeps its data in memory alone, and waits until it answers.
   *
   * @param settings of its configuration file as arguments, as {@code "--appendonly", "yes"}; they
   *     win over ours
   * @return a server that answers
   * @throws IllegalStateException when it does not within 60 seconds, with the end of its log
   */
  public static RedisServer start(String... settings) {
    RedisServer server;
    try {
      server = new RedisServer(settings);
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
    server.awaitAnswer();
    return server;
  }

  /**
   * Returns where clients find it.
   *
   * @return a connection string, the same after a restart
   */
  public String uri() {
    return "redis://" + LOOPBACK + ":" + port;
  }

  /**
   * Returns whether its process lives.
   *
   * @return false after {@link #kill()}
   */
  public boolean running() {
    return process.isAlive();
  }

  /** Ends its process at once, as {@code kill -9} does, and waits until it is gone. */
  public void kill() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "Cannot kill the Redis on port "
                + port
                + ": its process still lives. Kill it by hand.");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts it on the same port and directory, killing it before if it lives; waits for answers. */
  public void restart() {
    kill();
    process = launched();
    awaitAnswer();
  }

  @Override
  public void close() {
    if (!closed.get()) {
      end();
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException shuttingDown) {
        // The hook runs already and finds nothing left to do.
      }
    }
  }

  private void end() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    kill();
    try {
      Folders.delete(directory);
      watchdog.close();
    } catch (IOException inUse) {
      // The watchdog stays on duty and removes it when this JVM ends.
    }
  }

  private Process launched() {
    try {
      Process started =
          new ProcessBuilder(OwnSession.command(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
              .start();
      watchdog.process(started.pid());
      return started;
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  private void awaitAnswer() {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!Ping.answered(LOOPBACK, port)) {
      if (!process.isAlive() || System.nanoTime() - deadline > 0) {
        String tail = logTail();
        close();
        throw new IllegalStateException(
            "Cannot start a Redis on port " + port + ": it does not answer. Read its log:" + tail);
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private Path log() {
    return directory.resolve("redis.log");
  }

  private String logTail() {
    try {
      return Text.tail(Files.readString(log(), StandardCharsets.ISO_8859_1));
    } catch (IOException unreadable) {
      return "";
    }
  }
}
