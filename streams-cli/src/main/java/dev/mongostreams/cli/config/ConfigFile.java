package dev.mongostreams.cli.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
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
    try {
      String text = Files.readString(Path.of(path), UTF_8);
      refuseBackslashes(path, text);
      properties.load(new StringReader(text));
    } catch (NoSuchFileException missing) {
      throw refused(path, "there is no such file", "Correct the path in --config.");
    } catch (IOException | InvalidPathException unreadable) {
      throw refused(
          path, "it cannot be read", "Write one option a line, as metrics-port = 9464, in UTF-8.");
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

  /** Read as properties they are lost in silence, or make another character of the next one. */
  private static void refuseBackslashes(String path, String text) {
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      boolean comment = line.strip().startsWith("#") || line.strip().startsWith("!");
      if (!comment && line.indexOf('\\') >= 0) {
        throw refused(
            path,
            "line " + number + " has a backslash, which such a file cannot hold",
            "Write / in paths, also on Windows; what cannot be without one goes into the environment.");
      }
    }
  }

  private static IllegalArgumentException refused(String path, String why, String cure) {
    return new IllegalArgumentException(
        "Cannot take options from " + path + ": " + why + ". " + cure);
  }
}
