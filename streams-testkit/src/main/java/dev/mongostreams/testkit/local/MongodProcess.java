package dev.mongostreams.testkit.local;

import dev.mongostreams.testkit.fault.FaultProxy;
import dev.mongostreams.testkit.way.Ask;
import dev.mongostreams.testkit.way.FreePort;
import dev.mongostreams.testkit.way.Node;
import dev.mongostreams.testkit.way.OwnSession;
import dev.mongostreams.testkit.way.Text;
import dev.mongostreams.testkit.way.Watchdog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A mongod process on a data directory and a port of its own. */
final class MongodProcess implements Node, AutoCloseable {
  private static final long END_LIMIT_SECONDS = 20;

  private final Path binary;
  private final List<String> arguments;
  private final int port = FreePort.next();
  private final Path directory;
  private final Watchdog watchdog;
  private final @Nullable FaultProxy proxy;
  private @Nullable Process process;

  MongodProcess(Path binary, List<String> arguments, boolean proxied) throws IOException {
    this.binary = binary;
    this.arguments = List.copyOf(arguments);
    directory = Files.createTempDirectory("rs0-");
    watchdog = Watchdog.ofDirectory(directory);
    proxy = proxied ? FaultProxy.to("127.0.0.1", port) : null;
  }

  @Override
  public String address() {
    return "127.0.0.1:" + (proxy == null ? port : proxy.port());
  }

  @Override
  public boolean running() {
    return process != null && process.isAlive();
  }

  @Override
  public void start() {
    List<String> command = new ArrayList<>(List.of(binary.toString()));
    command.addAll(List.of("--port", Integer.toString(port), "--bind_ip", "127.0.0.1"));
    command.addAll(List.of("--dbpath", directory.toString()));
    if (!InstalledMongod.PROGRAM.endsWith(".exe")) {
      command.add("--nounixsocket");
    }
    command.addAll(arguments);
    try {
      Process started =
          new ProcessBuilder(OwnSession.command(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
              .start();
      process = started;
      watchdog.process(started.pid());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void kill() {
    if (process != null) {
      process.destroyForcibly();
      awaitEnd(process);
    }
  }

  @Override
  public void stop() {
    if (process == null || !process.isAlive()) {
      return;
    }
    try (Ask ask = new Ask("127.0.0.1:" + port)) {
      ask.shutDown();
    }
    awaitEnd(process);
  }

  @Override
  public String logTail() {
    try {
      return Text.tail(Files.readString(log(), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public @Nullable FaultProxy proxy() {
    return proxy;
  }

  @Override
  public void close() {
    kill();
    if (proxy != null) {
      proxy.close();
    }
    try {
      Folders.delete(directory);
      watchdog.close();
    } catch (IOException inUse) {
      // The watchdog stays on duty and removes it when this JVM ends.
    }
  }

  private Path log() {
    return directory.resolve("mongod.log");
  }

  private static void awaitEnd(Process process) {
    try {
      if (!process.waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        process.waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
