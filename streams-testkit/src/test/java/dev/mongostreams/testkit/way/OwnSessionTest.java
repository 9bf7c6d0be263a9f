package dev.mongostreams.testkit.way;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class OwnSessionTest {
  private static final int GROUP = 2;
  private static final int SESSION = 3;

  @Test
  @EnabledOnOs(OS.LINUX)
  void aProgramIsOutOfReachOfTheTerminalOfThisOne() throws IOException {
    Process cat = new ProcessBuilder(OwnSession.command(List.of("cat"))).start();
    try {
      cat.outputWriter().write("there\n");
      cat.outputWriter().flush();
      assertThat(cat.inputReader().readLine()).isEqualTo("there"); // so it is cat by now

      assertThat(stat(cat.pid()).get(SESSION)).isEqualTo(Long.toString(cat.pid()));
      assertThat(stat(cat.pid()).get(GROUP))
          .isNotEqualTo(stat(ProcessHandle.current().pid()).get(GROUP));
    } finally {
      cat.destroyForcibly();
    }
  }

  /** What stands behind the name: the state, the parent, the group, the session. */
  private static List<String> stat(long pid) throws IOException {
    String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    return List.of(line.substring(line.lastIndexOf(") ") + 2).split(" ", -1));
  }
}
