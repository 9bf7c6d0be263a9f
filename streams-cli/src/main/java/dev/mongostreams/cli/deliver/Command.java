package dev.mongostreams.cli.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.cli.output.EventFormat;
import dev.mongostreams.handler.BatchHandler;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs a command for what is there: the changes on its stdin, one JSON document a line. They are
 * handled when it ends with 0, as nothing else that a process does says so. Usable by several
 * threads: each has a run of its own.
 */
final class Command implements Delivery, BatchHandler {
  private static final String TO = "the command of --exec";

  /** Of {@code sysexits.h}: a failure that passes. */
  private static final int NOT_NOW = 75;

  /** What shells end with when they cannot run a file, and when there is none; on Windows too. */
  private static final Set<Integer> NO_COMMAND = Set.of(126, 127, 9009);

  /** SIGINT, SIGKILL and SIGTERM. */
  private static final Set<Integer> BY_SIGNAL = Set.of(130, 137, 143);

  private final Shell shell;
  private final int batch;
  private final Duration grace;
  private final Rest rest = new Rest(InstantSource.system());
  private final Set<Process> running = ConcurrentHashMap.newKeySet();
  private final CountDownLatch ending = new CountDownLatch(1);
  private volatile boolean closed;

  /**
   * Makes one that has not been run.
   *
   * @param shell that starts it
   * @param batch how many changes one run is given at most
   * @param grace how long what is asked to end may take before it is killed
   */
  Command(Shell shell, int batch, Duration grace) {
    this.shell = shell;
    this.batch = batch;
    this.grace = grace;
  }

  @Override
  public void takeFrom(WatcherBuilder watcher) {
    watcher.onBatch(batch, this);
  }

  @Override
  public void onBatch(List<ChangeEvent> changes) throws InterruptedException {
    rest.during(TO, () -> run(changes));
  }

  private void run(List<ChangeEvent> changes) throws InterruptedException {
    Process process = started();
    running.add(process);
    try {
      if (closed) {
        end(List.of(process));
      }
      feed(process, changes);
      int code = process.waitFor();
      if (closed || (code != 0 && isEnding(code))) {
        // A shell whose program was ended may go on and end with 0.
        throw new Undelivered.Later(TO, "it was ended", null);
      }
      judge(code);
    } finally {
      running.remove(process);
      if (process.isAlive()) {
        end(List.of(process));
      }
    }
  }

  private Process started() {
    try {
      return shell.start();
    } catch (IOException refused) {
      // It could be started when it was checked: memory or processes are short.
      throw new Undelivered.Later(TO, "the system starts no process", refused);
    }
  }

  /** A command that reads no further may end with 0 all the same: its exit code alone decides. */
  private static void feed(Process process, List<ChangeEvent> changes) {
    try (OutputStream stdin = new BufferedOutputStream(process.getOutputStream())) {
      for (ChangeEvent change : changes) {
        stdin.write(EventFormat.json(change).getBytes(UTF_8));
        stdin.write('\n');
      }
    } catch (IOException closedByTheCommand) {
      return;
    }
  }

  /** A Ctrl-C reaches the command as well, and we may hear of it a moment later. */
  private boolean isEnding(int code) throws InterruptedException {
    long waitMs = BY_SIGNAL.contains(code) ? grace.toMillis() : 0;
    return ending.await(waitMs, TimeUnit.MILLISECONDS);
  }

  private static void judge(int code) {
    if (code == NOT_NOW) {
      throw new Undelivered.Later(TO, "it ended with 75, which says: not now", null);
    }
    if (NO_COMMAND.contains(code)) {
      throw new Undelivered.Useless(
          TO,
          "it ended with " + code + ": a program in it cannot be found or run",
          "Correct --exec, or the PATH and the rights of the program, and start again.");
    }
    if (code != 0) {
      throw new Undelivered.Failed(TO, "it ended with " + code);
    }
  }

  @Override
  public void ending() {
    ending.countDown();
  }

  /** Ends what still runs, with all that it has started. */
  @Override
  public void close() {
    closed = true;
    ending();
    end(running);
  }

  /** All at the same time: however many there are, it takes no longer than the grace. */
  private void end(Collection<Process> processes) {
    List<ProcessHandle> all =
        processes.stream()
            .flatMap(run -> Stream.concat(Stream.of(run.toHandle()), run.descendants()))
            .toList();
    all.forEach(ProcessHandle::destroy);
    // Of the programs too: a shell is gone at once, and what it has started may have work to end.
    CompletableFuture<?>[] ends =
        all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(ends)
        .completeOnTimeout(null, grace.toMillis(), TimeUnit.MILLISECONDS)
        .join();
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
