package dev.mongostreams.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Turns -v into levels. The driver's debug log quotes commands and documents, so it stays off. */
final class Verbosity {
  private Verbosity() {}

  static void apply(int times) {
    if (times > 0) {
      level(org.slf4j.Logger.ROOT_LOGGER_NAME, times > 1 ? Level.INFO : Level.WARN);
      level("dev.mongostreams", times > 1 ? Level.DEBUG : Level.INFO);
    }
  }

  private static void level(String name, Level level) {
    if (LoggerFactory.getLogger(name) instanceof Logger logger) {
      logger.setLevel(level);
    }
  }
}
