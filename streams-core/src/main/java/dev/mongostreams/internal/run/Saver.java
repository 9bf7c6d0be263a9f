package dev.mongostreams.internal.run;

import dev.mongostreams.failure.CheckpointFailedException;
import dev.mongostreams.failure.Explanation;
import dev.mongostreams.failure.StreamsException;
import dev.mongostreams.internal.checkpoint.Keeping;
import dev.mongostreams.internal.checkpoint.SaveStep;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves positions, as a rule in a thread of its own, where a slow store holds up nobody. Where the
 * handler keeps the position, its worker calls {@link #save} and {@link #close} instead.
 */
final class Saver implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Saver.class);

  private static final int LONGEST_SECONDS = 1;

  private final Keeping keeping;
  private final Crank crank;
  private final NoticeTeller teller;
  private final String name;
  private volatile @Nullable Thread self;
  private final CountDownLatch gone = new CountDownLatch(1);

  Saver(Keeping keeping, Crank crank, NoticeTeller teller, String name) {
    this.keeping = keeping;
    this.crank = crank;
    this.teller = teller;
    this.name = name;
  }

  @Override
  public void run() {
    self = Thread.currentThread();
    try {
      for (SaveStep.Save next = crank.awaitSave(); next != null; next = crank.awaitSave()) {
        save(next);
        teller.tell();
      }
    } catch (InterruptedException interrupted) {
      // Nobody but the user's own store can have done this, on a thread of ours.
      crank.saveFailed(failed(interrupted));
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
  }

  /** Saves one position; any failure is the machine's business. */
  void save(SaveStep.Save next) {
    try {
      keeping.save(next, Instant.now());
      crank.saved();
    } catch (StreamsException failure) {
      crank.saveFailed(failure);
    } catch (RuntimeException | Error thrown) {
      // A store of the user's may throw anything; it must not end the saving in silence.
      crank.saveFailed(failed(thrown));
    }
  }

  private CheckpointFailedException failed(Throwable thrown) {
    return new CheckpointFailedException(
        new Explanation(
            "Cannot save the checkpoint of",
            name,
            "the store threw " + thrown.getClass().getName(),
            "Mend the store."),
        thrown);
  }

  /** Gives the name back. */
  void close() {
    try {
      keeping.close();
    } catch (RuntimeException failure) {
      LOG.warn("{}: the checkpoint could not be given back", name, failure);
    } finally {
      gone.countDown();
    }
  }

  /** True on the thread that saves, as in a listener that is told of a save. */
  boolean isHere() {
    return Thread.currentThread() == self;
  }

  /** Waits until the name is given back, so that the next watcher may take it; not for long. */
  void awaitGone() {
    if (isHere()) {
      return;
    }
    try {
      if (!gone.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("{}: the checkpoint store does not come to an end", name);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
