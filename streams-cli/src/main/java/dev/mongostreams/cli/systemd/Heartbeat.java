package dev.mongostreams.cli.systemd;

import dev.mongostreams.WatcherStats;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells systemd that a watcher is ready and then, four times in each {@code WatchdogSec}, that it
 * goes on; not when its reader does not. Java cannot write to systemd's socket, so {@code
 * systemd-notify} does, which the unit allows by {@code NotifyAccess=all}. Without systemd it does
 * nothing.
 */
public final class Heartbeat implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(Heartbeat::thread);
  private final Pulse pulse = new Pulse();
  private final Map<String, String> environment;
  private final Consumer<String> notices;
  private final Consumer<String> systemd;

  /**
   * Makes one that is still.
   *
   * @param environment with {@code NOTIFY_SOCKET} and {@code WATCHDOG_USEC}, where systemd set them
   * @param notices told when systemd cannot be told
   */
  public Heartbeat(Map<String, String> environment, Consumer<String> notices) {
    this(environment, notices, word -> notify(word, notices));
  }

  Heartbeat(Map<String, String> environment, Consumer<String> notices, Consumer<String> systemd) {
    this.environment = environment;
    this.notices = notices;
    this.systemd = systemd;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "systemd-heartbeat");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Starts it for a watcher whose cursor is open.
   *
   * @param stats of the watcher
   */
  public void start(Supplier<WatcherStats> stats) {
    if (!environment.containsKey("NOTIFY_SOCKET")) {
      return;
    }
    beats.execute(() -> systemd.accept("READY=1"));
    String limit = environment.getOrDefault("WATCHDOG_USEC", "");
    if (limit.matches("[1-9][0-9]{0,17}")) {
      long micros = periodMicros(Long.parseLong(limit));
      var unused =
          beats.scheduleAtFixedRate(() -> beat(stats), micros, micros, TimeUnit.MICROSECONDS);
    } else if (!limit.isEmpty()) {
      notices.accept("WATCHDOG_USEC=" + limit + " is no number of microseconds: no heartbeat");
    }
  }

  /** One beat that is left out, and one that comes late, do not end the watcher. */
  static long periodMicros(long limitMicros) {
    return Math.max(1, limitMicros / 4);
  }

  private void beat(Supplier<WatcherStats> stats) {
    if (pulse.beats(stats.get(), System.nanoTime())) {
      systemd.accept("WATCHDOG=1");
    }
  }

  private static void notify(String word, Consumer<String> notices) {
    try {
      Process process =
          new ProcessBuilder("systemd-notify", word)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        notices.accept("systemd-notify " + word + " takes longer than 5 s");
      } else if (process.exitValue() != 0) {
        notices.accept("systemd-notify " + word + " ended with " + process.exitValue());
      }
    } catch (IOException missing) {
      notices.accept("systemd cannot be told " + word + ": systemd-notify is not on the PATH");
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    beats.shutdownNow();
  }
}
