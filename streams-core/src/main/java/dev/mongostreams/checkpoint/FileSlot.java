package dev.mongostreams.checkpoint;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A name held in this process, and in no other while its lock lives. A save that is under way when
 * the slot is closed keeps the lock until it is done, so that it cannot fall into the time of the
 * next holder.
 */
final class FileSlot implements CheckpointSlot {
  private final CheckpointFile file;
  private final NameLock lock;
  private final @Nullable Checkpoint loaded;

  /** Guarded by this, as is the next one. */
  private boolean saving;

  private boolean closed;

  FileSlot(CheckpointFile file, NameLock lock, @Nullable Checkpoint loaded) {
    this.file = file;
    this.lock = lock;
    this.loaded = loaded;
  }

  @Override
  public @Nullable Checkpoint loaded() {
    return loaded;
  }

  @Override
  public void save(Checkpoint checkpoint) {
    synchronized (this) {
      if (closed) {
        throw StoreFailures.closed(file.name());
      }
      saving = true;
    }
    try {
      file.write(checkpoint);
    } finally {
      if (isLeft()) {
        release();
      }
    }
  }

  private synchronized boolean isLeft() {
    saving = false;
    return closed;
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      if (saving) {
        return;
      }
    }
    release();
  }

  private void release() {
    try {
      lock.close();
    } catch (IOException stuck) {
      throw StoreFailures.failed(
          "Cannot give back the checkpoint",
          file.name(),
          StoreFailures.reason(stuck),
          "It is free when this process has ended.",
          stuck);
    }
  }
}
