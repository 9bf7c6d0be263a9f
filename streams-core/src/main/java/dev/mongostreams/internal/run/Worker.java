package dev.mongostreams.internal.run;

import dev.mongostreams.internal.checkpoint.SaveStep;
import dev.mongostreams.internal.lanes.Stretch;
import dev.mongostreams.internal.work.Outcome;
import dev.mongostreams.internal.work.Work;
import org.jspecify.annotations.Nullable;

/**
 * Takes stretches of events and works on them until the watcher has ended; saves the position too,
 * when that is the business of whoever handles the events.
 */
final class Worker implements Runnable {
  private final Crank crank;
  private final Work work;
  private final NoticeTeller teller;
  private final @Nullable Saver saver;

  /**
   * Makes a worker.
   *
   * @param saver what saves positions between the events, or null when somebody else does
   */
  Worker(Crank crank, Work work, NoticeTeller teller, @Nullable Saver saver) {
    this.crank = crank;
    this.work = work;
    this.teller = teller;
    this.saver = saver;
  }

  @Override
  public void run() {
    try {
      while (turn()) {
        teller.tell();
      }
    } catch (InterruptedException interrupted) {
      // By the user's own code: a watcher that has lost a worker must not look alive.
      crank.halt();
      Thread.currentThread().interrupt();
    } finally {
      if (saver != null) {
        saver.close();
      }
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
    Outcome outcome = work.work(stretch);
    if (outcome != Outcome.UNDER_WAY) {
      crank.finished(stretch, outcome);
    }
    return true;
  }
}
