package dev.mongostreams.testkit.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.testkit.way.PassedOver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs of this test are shell scripts")
final class MongodCacheTest {
  @TempDir Path root;

  static void program(Path folder, String says) throws IOException, PassedOver {
    Path program = folder.resolve(InstalledMongod.PROGRAM);
    Files.writeString(program, "#!/bin/sh\necho '" + says + "'\n");
    Folders.makeRunnable(program);
  }

  @Test
  void isFilledOnceByManyAtATime() throws Exception {
    AtomicInteger fillings = new AtomicInteger();
    ExecutorService workers = Executors.newFixedThreadPool(4);
    try {
      List<Future<Path>> got = workers.invokeAll(Collections.nCopies(4, () -> get(fillings)));
      for (Future<Path> path : got) {
        assertThat(path.get()).isEqualTo(root.resolve("1.0").resolve("mongod")).isExecutable();
      }
    } finally {
      workers.shutdownNow();
    }
    assertThat(fillings).hasValue(1);
    assertThat(root).isDirectoryNotContaining("glob:**/.get-*");
  }

  private Path get(AtomicInteger fillings) throws PassedOver {
    return new MongodCache(root, line -> {})
        .get(
            "1.0",
            folder -> {
              fillings.incrementAndGet();
              program(folder, "db version v1.0");
            });
  }

  @Test
  void keepsNothingOfAFillingThatFails() {
    MongodCache cache = new MongodCache(root, line -> {});
    assertThatThrownBy(() -> cache.get("1.0", folder -> program(folder, "Illegal instruction")))
        .isInstanceOf(PassedOver.class)
        .hasMessageEndingWith("does not run: exit code 0, Illegal instruction");
    assertThat(root).isDirectoryNotContaining("glob:**/1.0");
    assertThat(root).isDirectoryNotContaining("glob:**/.get-*");
    assertThatThrownBy(cache::newest).hasMessage(root + " holds no mongod yet");
  }

  @Test
  void knowsThat27IsNewerThan5() throws Exception {
    MongodCache cache = new MongodCache(root, line -> {});
    for (String version : List.of("6.0.5", "6.0.27", "5.0.31")) {
      cache.get(version, folder -> program(folder, "db version v" + version));
    }
    assertThat(cache.newest()).isEqualTo(root.resolve("6.0.27").resolve("mongod"));
  }
}
