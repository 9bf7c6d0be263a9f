package dev.mongostreams.bench.reader;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Engine;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.checkpoint.FileCheckpointStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Our watcher, through its public calls and with the options it comes with. */
final class StreamsReader implements DrainReader {
  private static final long LOOK_MILLIS = 500;

  private final WatcherBuilder builder;
  private final CountDownLatch full = new CountDownLatch(1);
  private @Nullable Watcher watcher;
  private @Nullable Path checkpoints;

  StreamsReader(ChangeStreams streams, Workload workload, Engine engine) {
    this.builder =
        streams
            .watchCollection(workload.collection())
            .reading(read -> read.engine(engine))
            .startAt(StartPosition.at(workload.start()));
  }

  /** Saves positions where nothing was saved before. */
  StreamsReader saving() {
    try {
      Path folder = Files.createTempDirectory("streams-bench");
      builder.resumeFrom("drain", FileCheckpointStore.at(folder));
      checkpoints = folder;
      return this;
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  @Override
  public void drain(Tally tally) throws InterruptedException {
    long end = System.nanoTime() + Workload.LIMIT.toNanos();
    Watcher started = builder.onChange(change -> take(change, tally)).start();
    watcher = started;
    while (!full.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      if (started.failure().isPresent() || System.nanoTime() - end > 0) {
        throw new IllegalStateException(
            "Our drain ended at " + started.stats().events() + " events, " + started.state() + ".",
            started.failure().orElse(null));
      }
    }
  }

  private void take(ChangeEvent change, Tally tally) {
    tally.take(Objects.requireNonNull(change.value("fullDocument.n")).asInt32().getValue());
    if (tally.full()) {
      full.countDown();
    }
  }

  @Override
  public void close() {
    if (watcher != null) {
      watcher.stop();
    }
    if (checkpoints != null) {
      Folder.delete(checkpoints);
    }
  }
}
