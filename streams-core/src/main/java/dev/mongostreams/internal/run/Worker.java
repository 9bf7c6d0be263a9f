package dev.mongostreams.internal.run;

import dev.mongostreams.failure.Explanation;
import dev.mongostreams.failure.HandlerFailedException;
import dev.mongostreams.failure.StreamsException;
import dev.mongostreams.internal.checkpoint.SaveStep;
import dev.mongostreams.internal.lanes.Stretch;
import dev.mongostreams.internal.read.FailureWords;
import dev.mongostreams.internal.work.Outcome;
import dev.mongostreams.internal.work.Work;
import org.jspecify.annotations.Nullable;

/**
 * Takes stretches of events and works on them until the watcher has ended; saves the position too,
 * when that is the business of whoever handles the events. Whatever ends it before, the watcher
 * ends with it.
 */
final class Worker implements Runnable {
  private final Crank crank;
  private final Work work;
  private final NoticeTeller teller;
  private final @Nullable Saver saver;
  private final Pace pace;
  private final boolean lent;

  /**
   * Makes a worker.
   *
   * @param pace is told how long the events take
   * @param saver what saves positions between the events, or null when somebody else does
   * @param lent true when the thread is the application's own, which may be interrupted to end the
   *     watcher
   */
  Worker(
      Crank crank, Work work, NoticeTeller teller, @Nullable Saver saver, Pace pace, boolean lent) {
    this.crank = crank;
    this.work = work;
    this.teller = teller;
    this.saver = saver;
    this.pace = pace;
    this.lent = lent;
  }

  @Override
  public void run() {
    try {
      while (turn()) {
        teller.tell();
      }
    } catch (InterruptedException interrupted) {
      crank.halt(lent ? null : FailureWords.interrupted(crank.scope()));
      Thread.currentThread().interrupt();
    } catch (Throwable broken) {
      // A watcher that has lost a worker must not look alive.
      crank.halt(died(broken));
    } finally {
      if (saver != null) {
        saver.close();
      }
    }
  }

  /** Works on what this thread has read itself, and leaves it fit to read on. */
  void workOn(Stretch stretch) {
    try {
      handle(stretch);
      if (Thread.interrupted()) {
        crank.halt(FailureWords.interrupted(crank.scope()));
      }
    } catch (Throwable broken) {
      crank.halt(died(broken));
    }
  }

  /** False at the end. */
  private boolean turn() throws InterruptedException {
    if (saver == null) {
      return handle(crank.awaitWork());
    }
    Crank.Turn turn = crank.awaitTurn();
    SaveStep.Save save = turn.save();
    if (save != null) {
      saver.save(save);
      return true;
    }
    return handle(turn.stretch());
  }

  private boolean handle(@Nullable Stretch stretch) {
    if (stretch == null) {
      return false;
    }
    Outcome outcome = worked(stretch);
    if (outcome != Outcome.UNDER_WAY) {
      crank.finished(stretch, outcome);
    }
    return true;
  }

  private Outcome worked(Stretch stretch) {
    int before = stretch.done();
    long begin = System.nanoTime();
    try {
      Outcome outcome = work.work(stretch);
      pace.handled(stretch.done() - before, System.nanoTime() - begin);
      boolean left = outcome == Outcome.DONE && !stretch.complete();
      return left && !lent && Thread.currentThread().isInterrupted()
          ? new Outcome.Stop(FailureWords.interrupted(crank.scope()))
          : outcome;
    } catch (Throwable broken) {
      return new Outcome.Stop(died(broken));
    }
  }

  private StreamsException died(Throwable broken) {
    return new HandlerFailedException(
        new Explanation(
            "Cannot go on watching",
            crank.scope().toString(),
            "an unexpected " + broken.getClass().getName() + " came up beside the handler",
            "Look at the cause; start again after the last handled position, the event comes"
                + " again."),
        broken);
  }
}
