package dev.mongostreams.cli.config;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options from the environment, as {@code STREAMS_METRICS_PORT}, and from a file, as {@code
 * metrics-port}. What is typed wins over the environment, and that over the file.
 */
public final class Settings implements IDefaultValueProvider {
  /** Between the values of one option: nobody types it, so nothing that is typed is taken apart. */
  public static final String SEPARATOR = "\u001f";

  private static final String FILE = "config";
  private static final String CONFIG = "--" + FILE;
  private static final String VARIABLE = "STREAMS_";
  private static final String URI = "uri";

  /** A variable of other programs' as well. */
  private static final String MONGO_URL = "MONGO_URL";

  /** Other commands act on what is named, and must not be told by a variable of a watcher's. */
  private static final Set<String> TOLD = Set.of("doctor", "health");

  /** Where a store is and how a server is reached is the same for all of them. */
  private static final Set<String> FOR_ALL =
      Set.of("checkpoint-store", "password-file", "tls-ca-file", "tls-certificate-key-file");

  private final Set<String> names;
  private final Map<String, String> environment;
  private final @Nullable ConfigFile file;

  /**
   * Where a value comes from.
   *
   * @param value as written there
   * @param origin name of the variable or of the file
   */
  record Found(String value, String origin) {}

  private Settings(Set<String> names, Map<String, String> environment, @Nullable ConfigFile file) {
    this.names = names;
    this.environment = environment;
    this.file = file;
  }

  /**
   * Gives a command line its defaults, before it is parsed.
   *
   * @param commandLine the whole one
   * @param environment variables
   * @param arguments as typed; the file is named among them, or in the environment
   * @throws IllegalArgumentException when the file cannot be read, or sets what is no option
   */
  public static void apply(
      CommandLine commandLine, Map<String, String> environment, String... arguments) {
    Set<String> names = new HashSet<>();
    for (OptionSpec option : commandLine.getCommandSpec().options()) {
      if (!option.usageHelp() && !option.versionHelp() && !option.longestName().equals(CONFIG)) {
        names.add(name(option));
      }
    }
    String path = typed(arguments);
    path = path == null ? environment.getOrDefault(variable(FILE), "") : path;
    ConfigFile file = path.isEmpty() ? null : ConfigFile.read(path, names);
    commandLine.setDefaultValueProvider(new Settings(names, environment, file));
  }

  private static @Nullable String typed(String... arguments) {
    for (int i = 0; i < arguments.length && !arguments[i].equals("--"); i++) {
      if (arguments[i].startsWith(CONFIG + "=")) {
        return arguments[i].substring(CONFIG.length() + 1);
      }
      if (arguments[i].equals(CONFIG) && i + 1 < arguments.length) {
        return arguments[i + 1];
      }
    }
    return null;
  }

  static String name(OptionSpec option) {
    return option.longestName().replaceFirst("^-+", "");
  }

  private static String variable(String name) {
    return VARIABLE + name.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || !isTold(option)) {
      return null;
    }
    Found found = find(name(option));
    if (found == null) {
      return null;
    }
    // Doubled, as the parser would put variables in the place of ${NAME}.
    String literal = found.value().replace("$", "$$");
    return option.arity().max() > 1 ? literal.strip().replaceAll("\\s+", SEPARATOR) : literal;
  }

  private static boolean isTold(OptionSpec option) {
    CommandSpec command = option.command();
    return command.parent() == null
        || TOLD.contains(command.name())
        || FOR_ALL.contains(name(option));
  }

  /** An empty variable is none: who fills in a template cannot take it away. */
  @Nullable Found find(String name) {
    if (!names.contains(name) && !name.equals(FILE)) {
      return null;
    }
    String variable = variable(name);
    String value = environment.getOrDefault(variable, "");
    if (!value.isEmpty()) {
      return new Found(value, variable);
    }
    String written = file == null ? null : file.values().get(name);
    if (file != null && written != null) {
      return new Found(written, file.path());
    }
    String ofOthers = name.equals(URI) ? environment.getOrDefault(MONGO_URL, "") : "";
    return ofOthers.isEmpty() ? null : new Found(ofOthers, MONGO_URL);
  }
}
