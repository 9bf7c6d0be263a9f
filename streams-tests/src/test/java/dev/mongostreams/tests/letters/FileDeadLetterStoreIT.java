package dev.mongostreams.tests.letters;

import dev.mongostreams.letters.DeadLetterStore;
import dev.mongostreams.letters.FileDeadLetterStore;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class FileDeadLetterStoreIT extends DeadLetterStoreContract {
  @TempDir private Path directory;
  private FileDeadLetterStore store;

  @BeforeEach
  void open() {
    store = FileDeadLetterStore.at(directory.resolve("letters.ndjson"));
  }

  @Override
  DeadLetterStore store() {
    return store;
  }

  @Override
  DeadLetterStore reopened() {
    return FileDeadLetterStore.at(directory.resolve("letters.ndjson"));
  }
}
