package dev.mongostreams.tests.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A defect that somebody might make: one place of core, as it is and as it would be wrong.
 *
 * @param defect in words
 * @param type the class that has it, without {@code dev.mongostreams}
 * @param right text that stands there once
 * @param wrong what stands there instead
 */
record Mutation(String defect, String type, String right, String wrong) {
  private static final Path SOURCES = Path.of("..", "streams-core", "src", "main", "java");

  /**
   * Compiles the class with the defect, and gives a loader that sees it in place of the right one.
   */
  URLClassLoader compiled(Path folder) throws IOException {
    String name = "dev/mongostreams/" + type.replace('.', '/') + ".java";
    String source = Files.readString(SOURCES.resolve(name));
    if (source.split(Pattern.quote(right), -1).length != 2) {
      throw new AssertionError("Not once in " + name + ": " + right);
    }
    Path mutated = folder.resolve("src").resolve(name);
    Files.createDirectories(mutated.getParent());
    Files.writeString(mutated, source.replace(right, wrong));
    Path classes = Files.createDirectories(folder.resolve("classes"));
    compile(mutated, classes);
    return new URLClassLoader(urls(classes), ClassLoader.getPlatformClassLoader());
  }

  private static void compile(Path source, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var problems = new DiagnosticCollector<JavaFileObject>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(problems, Locale.ROOT, UTF_8)) {
      List<String> options =
          List.of(
              "-cp",
              System.getProperty("java.class.path"),
              "-d",
              classes.toString(),
              "-proc:none",
              "-implicit:none",
              "-Xlint:none");
      if (!compiler
          .getTask(null, files, problems, options, null, files.getJavaFileObjects(source.toFile()))
          .call()) {
        throw new AssertionError("The defect does not compile: " + problems.getDiagnostics());
      }
    }
  }

  private static URL[] urls(Path first) throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    urls.add(first.toUri().toURL());
    String path = System.getProperty("java.class.path");
    for (String entry : path.split(System.getProperty("path.separator"), -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  @Override
  public String toString() {
    return defect;
  }
}
