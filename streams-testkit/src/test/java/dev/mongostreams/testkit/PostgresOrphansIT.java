package dev.mongostreams.testkit;

import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the watchdog is a POSIX shell")
final class PostgresOrphansIT extends OrphansContract {
  PostgresOrphansIT() {
    super("postgres", "postgres-");
  }

  @Override
  boolean left(int port) {
    return ProcessHandle.allProcesses()
        .anyMatch(process -> process.info().commandLine().orElse("").contains("-p " + port + " "));
  }
}
