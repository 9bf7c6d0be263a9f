package dev.mongostreams.demo.sync;

import dev.mongostreams.demo.example.ExampleRun;
import dev.mongostreams.demo.example.Summary;
import java.time.Duration;

/** What happens to programs in the end, each after twice the time of the one before. */
final class Mishaps {
  private static final Duration FIRST = Duration.ofSeconds(1);

  private final ExampleRun run;
  private final AiCopy copy;
  private final PostgresPlace place;
  private int restarts;
  private int takenOver;
  private int killed;

  Mishaps(ExampleRun run, AiCopy copy, PostgresPlace place) {
    this.run = run;
    this.copy = copy;
    this.place = place;
  }

  /** Goes on until the end of the run. */
  void untilTheEnd() throws InterruptedException {
    Duration pause = FIRST;
    for (int number = 0; !run.endsWithin(pause); number++) {
      switch (number % 3) {
        case 0 -> restart();
        case 1 -> takeOver();
        default -> kill();
      }
      pause = pause.multipliedBy(2);
    }
  }

  private void restart() {
    copy.restart();
    restarts++;
    run.say("The watcher was stopped, and started again.");
  }

  private void takeOver() {
    copy.takeOver();
    takenOver++;
    run.say(
        "A second watcher took the name. The first, still at work, can store no more and fails.");
  }

  private void kill() {
    if (place.killed()) {
      killed++;
      run.say("PostgreSQL was killed, and started again.");
    } else {
      restart();
    }
  }

  Summary addTo(Summary summary) {
    return summary
        .figure("restarts of the watcher", restarts)
        .figure("watchers taken over from", takenOver)
        .figure("kills of PostgreSQL", killed);
  }
}
