package dev.mongostreams.testkit.local;

import dev.mongostreams.testkit.way.PassedOver;
import dev.mongostreams.testkit.way.Text;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a mongod says of itself: proof that it runs here. */
final class MongodVersion {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Pattern VERSION = Pattern.compile("db version v(\\S+)");

  private MongodVersion() {}

  static String of(Path binary) throws PassedOver {
    Command.Outcome outcome =
        Command.run(List.of(binary.toString(), "--version"), LIMIT, "mongod --version");
    Matcher version = VERSION.matcher(outcome.output());
    if (outcome.exitCode() != 0 || !version.find()) {
      throw new PassedOver(
          binary
              + " does not run: exit code "
              + outcome.exitCode()
              + ", "
              + Text.lastLine(outcome.output()),
          "install the libraries it asks for, or name another mongod in MONGOD");
    }
    return version.group(1);
  }
}
