package dev.mongostreams.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of a command line, as roff. */
final class ManPage {
  private final StringBuilder page = new StringBuilder();

  static String of(CommandSpec spec) {
    ManPage page = new ManPage();
    page.line(".TH STREAMS 1 \"\" \"Mongo Streams\" \"User Commands\"");
    page.line(".SH NAME").line("streams \\- " + text(join(spec.usageMessage().description())));
    page.line(".SH SYNOPSIS").line(".B streams").line("[OPTION]...").line(".br");
    page.line(".B streams").line("COMMAND [ARGUMENT]...");
    page.line(".SH DESCRIPTION")
        .line("Without a command it watches. Events go to standard output,");
    page.line("everything else to standard error.");
    page.line(".SH OPTIONS").arguments(spec);
    page.line(".SH COMMANDS").commands("", spec);
    page.line(".SH EXIT STATUS");
    for (ExitCode code : ExitCode.values()) {
      page.line(".TP").line(".B " + code.number()).line(text(code.meaning()));
    }
    return page.page.toString();
  }

  private void commands(String above, CommandSpec spec) {
    for (CommandLine command : spec.subcommands().values()) {
      CommandSpec sub = command.getCommandSpec();
      String called = above + sub.name();
      line(".SS " + text(called)).line(text(join(sub.usageMessage().description())));
      if (sub.subcommands().isEmpty()) {
        arguments(sub);
      }
      commands(called + " ", sub);
    }
  }

  private void arguments(CommandSpec spec) {
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      argument(parameter.paramLabel(), "", parameter.description());
    }
    for (OptionSpec option : spec.options()) {
      String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
      String more = option.arity().max() > 1 ? "..." : "";
      argument(String.join(", ", List.of(option.names())), label + more, option.description());
    }
  }

  private void argument(String name, String label, String[] description) {
    line(".TP").line("\\fB" + text(name) + "\\fR" + text(label)).line(text(join(description)));
  }

  private ManPage line(String line) {
    page.append(line).append('\n');
    return this;
  }

  private static String join(String[] description) {
    return String.join(" ", description).replace("%%", "%").replace("%n", " ");
  }

  /** A line of text: nothing in it, at its begin above all, is a request to roff. */
  private static String text(String text) {
    String plain = text.replace("\\", "\\e").replace("-", "\\-");
    return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
  }
}
