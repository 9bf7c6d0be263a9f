package dev.mongostreams.cli.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * A file of options, one a line, as {@code metrics-port = 9464}.
 *
 * @param path as named
 * @param values by the option's name, without its dashes
 */
record ConfigFile(String path, Map<String, String> values) {

  /** Reads it. A name that is no option is refused: it would change nothing, in silence. */
  static ConfigFile read(String path, Set<String> names) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(path), UTF_8)) {
      properties.load(reader);
    } catch (NoSuchFileException missing) {
      throw refused(path, "there is no such file", "Correct the path in --config.");
    } catch (IOException | IllegalArgumentException unreadable) {
      throw refused(
          path,
          unreadable instanceof InvalidPathException || unreadable instanceof IOException
              ? "it cannot be read"
              : "it is no file of properties",
          "Write one option a line, as metrics-port = 9464, in UTF-8.");
    }
    Map<String, String> values = new TreeMap<>();
    for (String name : properties.stringPropertyNames()) {
      if (!names.contains(name)) {
        throw refused(
            path,
            "it sets \""
                + name.replaceAll("\\p{Cntrl}", "?")
                + "\", which is no option of watching",
            "Write names without their dashes, as metrics-port; streams --help lists them.");
      }
      values.put(name, properties.getProperty(name));
    }
    return new ConfigFile(path, values);
  }

  private static IllegalArgumentException refused(String path, String why, String cure) {
    return new IllegalArgumentException(
        "Cannot take options from " + path + ": " + why + ". " + cure);
  }
}
