package dev.mongostreams.bench.scenario;

import dev.mongostreams.bench.lap.Answer;
import java.util.List;

/** A question that several ways are asked in turn. For one thread. */
public interface Scenario {

  /** Its name in recordings, as {@code drain-1k}. */
  String name();

  /** What is asked, in one sentence. */
  String question();

  /** Who is asked, in the order of the first round. */
  List<String> ways();

  /** Which part of the planned rounds it runs, one round at least: some figures hardly vary. */
  default int part() {
    return 1;
  }

  /** In how many of the planned rounds a way runs: some show all in a few. */
  default int rounds(String way, int planned) {
    return planned;
  }

  /** Does once what all laps need, as writing a history. */
  default void prepare(Ground ground) throws InterruptedException {}

  /** Lets one of the ways do it once. */
  Answer lap(Ground ground, String way) throws InterruptedException;

  /** Ends what it started, as servers of peers; called once, whatever became of the laps. */
  default void end() {}

  /** The same, asking only those of its ways; those that it does not know are left out. */
  default Scenario only(List<String> ways) {
    return new Asked(this, ways().stream().filter(ways::contains).toList(), part());
  }

  /** The same, in that part of the planned rounds. */
  default Scenario inPartOfRounds(int part) {
    return new Asked(this, ways(), part);
  }
}
