package dev.mongostreams.bench.fork;

import dev.mongostreams.bench.lap.Order;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A program that runs laps: a JVM with a heap that is the same for all, or another command. */
public final class Program {
  private static final String COLLECTOR = "-XX:+UseG1GC";
  private static final List<String> JVM = List.of("-Xms512m", "-Xmx512m", COLLECTOR);

  private final List<String> command;

  private Program(List<String> command) {
    this.command = command;
  }

  /** A JVM with the class path of this one. */
  public static Program java(String mainClass) {
    return java(System.getProperty("java.class.path"), mainClass);
  }

  /** A JVM with a class path of its own. */
  public static Program java(String classPath, String mainClass) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(List.of("-cp", classPath, mainClass));
    return new Program(command);
  }

  /**
   * The same with another heap, which is all it may take: it ends at once when that is not enough.
   *
   * @throws IllegalStateException when it is no JVM of ours
   */
  public Program heapMib(int mib) {
    int heap = Collections.indexOfSubList(command, JVM);
    if (heap < 0) {
      throw new IllegalStateException("Cannot give a heap to a program that is no JVM of ours.");
    }
    List<String> other = new ArrayList<>(command);
    other.subList(heap, heap + JVM.size()).clear();
    other.addAll(
        heap,
        List.of("-Xms" + mib + "m", "-Xmx" + mib + "m", COLLECTOR, "-XX:+ExitOnOutOfMemoryError"));
    return new Program(other);
  }

  /** Something else that takes the order as its arguments. */
  public static Program command(String... words) {
    return new Program(List.of(words));
  }

  /** What its class path is made of: a jar and the folder of its libraries. */
  public static String classPath(Path jar, Path libraries) {
    return jar + File.pathSeparator + libraries.resolve("*");
  }

  /** Starts it. Close the lap to end it. */
  public Lap start(Order order) {
    List<String> words = new ArrayList<>(command);
    words.addAll(order.arguments());
    try {
      Path output = Files.createTempFile("streams-lap", ".log");
      Process process =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      return new Lap(process, output);
    } catch (IOException unstartable) {
      throw new UncheckedIOException(unstartable);
    }
  }
}
