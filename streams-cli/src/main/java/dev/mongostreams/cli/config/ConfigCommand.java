package dev.mongostreams.cli.config;

import java.io.PrintWriter;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Shows each option of watching, its value, and where that comes from. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description =
        "Shows the options in force and where each comes from; write options to try before the word"
            + " config. Users and passwords are hidden.")
public final class ConfigCommand implements Runnable {
  private static final String NOT_SET = "-";

  @Spec private CommandSpec spec;

  /**
   * A line.
   *
   * @param name of the option
   * @param value in force, without secrets
   * @param origin where it comes from
   */
  private record Line(String name, String value, String origin) {}

  @Override
  public void run() {
    CommandSpec watching = spec.root();
    Settings settings = (Settings) watching.defaultValueProvider();
    ParseResult typed = watching.commandLine().getParseResult();
    List<Line> lines =
        watching.options().stream()
            .filter(option -> !option.usageHelp() && !option.versionHelp())
            .map(option -> line(option, settings, typed))
            .toList();
    int names = lines.stream().mapToInt(line -> line.name().length()).max().orElse(0);
    int values = lines.stream().mapToInt(line -> line.value().length()).max().orElse(0);
    PrintWriter out = spec.commandLine().getOut();
    for (Line line : lines) {
      out.println(padded(line.name(), names) + padded(line.value(), values) + line.origin());
    }
    out.flush();
  }

  private static Line line(OptionSpec option, Settings settings, ParseResult typed) {
    String name = Settings.name(option);
    if (typed.hasMatchedOption(option)) {
      String value = String.join(" ", typed.matchedOption(option.longestName()).stringValues());
      return new Line(name, Secrets.hidden(name, value), "command line");
    }
    Settings.Found found = settings.find(name);
    if (found != null) {
      return new Line(name, Secrets.hidden(name, found.value()), found.origin());
    }
    String typedSo = option.defaultValue();
    return new Line(name, typedSo == null ? text(option.getValue()) : typedSo, "default");
  }

  private static String text(@Nullable Object value) {
    boolean nothing =
        value == null
            || (value instanceof Collection<?> several && several.isEmpty())
            || (value.getClass().isArray() && Array.getLength(value) == 0);
    return nothing ? NOT_SET : String.valueOf(value);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length() + 2);
  }
}
